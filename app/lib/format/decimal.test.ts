import { describe, expect, it } from "vitest";
import {
  commonPlaces,
  compactNumber,
  fixedDecimal,
  formatRate,
  groupThousands,
  roundDecimal,
  widestWhole,
} from "./decimal";

describe("groupThousands", () => {
  it.each([
    ["0", "0"],
    ["999", "999"],
    ["1000", "1,000"],
    ["-1234567.8900", "-1,234,567.8900"],
    ["12345678901234567890.000000000000000001", "12,345,678,901,234,567,890.000000000000000001"],
  ])("%s", (value, expected) => {
    expect(groupThousands(value)).toBe(expected);
  });

  it("takes a bigint beyond 2^53", () => {
    expect(groupThousands(9_007_199_254_740_993n)).toBe("9,007,199,254,740,993");
  });
});

describe("roundDecimal", () => {
  it("rounds in decimal, not in binary", () => {
    expect(roundDecimal("1.005", 2)).toBe("1.01");
    expect(roundDecimal("0.00000001", 8)).toBe("0.00000001");
  });
});

describe("fixedDecimal", () => {
  it("keeps the places of a column", () => {
    expect(fixedDecimal("7367.2", 2)).toBe("7367.20");
    expect(fixedDecimal("817", 2)).toBe("817.00");
    expect(fixedDecimal("1.005", 2)).toBe("1.01");
  });
});

describe("commonPlaces", () => {
  it("needs no zeros, and rounds nothing away", () => {
    expect(commonPlaces(["94936.37000000", "94932.31000000"])).toBe(2);
    expect(commonPlaces(["0.00020000", "1"])).toBe(4);
    expect(commonPlaces(["100", "20"])).toBe(0);
    expect(commonPlaces(["100"], 2)).toBe(2);
    expect(commonPlaces([])).toBe(0);
  });
});

describe("widestWhole", () => {
  it("is what the widest takes before its point, thousands separated", () => {
    expect(widestWhole(["0.5", "94936.37", "1234"])).toBe("94,936".length);
    expect(widestWhole(["-1234.5"])).toBe("-1,234".length);
    expect(widestWhole(["1234567890123456789"])).toBe("1,234,567,890,123,456,789".length);
    expect(widestWhole(["1"], 3)).toBe(3);
    expect(widestWhole([])).toBe(0);
  });
});

describe("compactNumber", () => {
  it.each([
    [0, "0"],
    [1234, "1,234"],
    [12_345, "12.3k"],
    [1_000_000, "1M"],
    [100_000_000n, "100M"],
    [1_234_567_890n, "1.23B"],
    [0.05, "0.05"],
    [2.5, "2.5"],
  ])("%s", (value, expected) => {
    expect(compactNumber(value)).toBe(expected);
  });
});

describe("formatRate", () => {
  it.each([
    [0, "0"],
    [0.04, "< 0.1"],
    [3.14, "3.1"],
    [1234.5, "1,235"],
  ])("%s", (value, expected) => {
    expect(formatRate(value)).toBe(expected);
  });
});
