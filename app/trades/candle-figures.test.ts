import { describe, expect, it } from "vitest";
import {
  axisText,
  boughtPercent,
  bucketText,
  changePercent,
  completePercent,
  vwapOf,
} from "./candle-figures";

const at = Date.UTC(2026, 10, 26, 14, 3, 5) * 1_000;
const HOUR = 3_600_000_000;

describe("figures of a candle", () => {
  it("average the price by quantity, exactly rounded", () => {
    expect(vwapOf({ notional: "377.1375", volume: "3.75" }, 2)).toBe("100.57");
    expect(vwapOf({ notional: "0", volume: "0.000" }, 2)).toBeNull();
  });

  it("say what part takers bought, of what has a side", () => {
    expect(boughtPercent({ buyVolume: "1.5", sellVolume: "4.5" })).toBe("25.0");
    expect(boughtPercent({ buyVolume: "0", sellVolume: "0" })).toBeNull();
  });

  it("hold a price against another", () => {
    expect(changePercent("101.5", "100")).toBe("1.50");
    expect(changePercent("99", "100")).toBe("-1.00");
    expect(changePercent("1", null)).toBeNull();
    expect(changePercent("1", "0")).toBeNull();
  });

  it("never call complete what is not", () => {
    expect(completePercent(1_000_000_000n, 1n)).toBe("99.99");
    expect(completePercent(5n, 0n)).toBe("100");
    expect(completePercent(0n, 3n)).toBe("0.00");
  });

  it("tell seconds where candles are shorter than a minute, and dates where they are longer than a day", () => {
    expect(bucketText(at, 5_000_000, "UTC")).toBe("2026-11-26 14:03:05");
    expect(bucketText(at, 60_000_000, "UTC")).toBe("2026-11-26 14:03");
    expect(axisText(at, { bucketMicros: 1_000_000, from: at, to: at + HOUR }, "UTC")).toBe("14:03:05");
    expect(axisText(at, { bucketMicros: HOUR, from: at, to: at + 48 * HOUR }, "UTC")).toBe("11-26 14:03");
    expect(axisText(at, { bucketMicros: 168 * HOUR, from: at, to: at + HOUR }, "UTC")).toBe("2026-11-26");
  });
});
