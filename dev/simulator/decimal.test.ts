import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatPadded, formatUnits, parseUnits, trimZeros } from "./decimal";

describe("decimals", () => {
  it("writes units", () => {
    expect(formatUnits(6183763n, 2)).toBe("61837.63");
    expect(formatUnits(5n, 8)).toBe("0.00000005");
    expect(formatUnits(7n, 0)).toBe("7");
    expect(formatUnits(-125n, 2)).toBe("-1.25");
    expect(formatPadded(12n, 0, 8)).toBe("12.00000000");
    expect(formatPadded(26838n, 1, 8)).toBe("2683.80000000");
  });

  it("trims zeros, keeping some", () => {
    expect(trimZeros("1.500")).toBe("1.5");
    expect(trimZeros("40.000", 1)).toBe("40.0");
    expect(trimZeros("40.000")).toBe("40");
    expect(trimZeros("100")).toBe("100");
  });

  it("reads back what it wrote, trimmed or padded", () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n }),
        fc.integer({ min: 0, max: 12 }),
        (units, decimals) => {
          const text = formatUnits(units, decimals);
          expect(parseUnits(text, decimals)).toBe(units);
          expect(parseUnits(trimZeros(text), decimals)).toBe(units);
          expect(parseUnits(formatPadded(units, decimals, 14), decimals)).toBe(units);
        },
      ),
    );
  });

  it("refuses what is finer than the unit, or no decimal", () => {
    expect(() => parseUnits("1.005", 2)).toThrow('"1.005" has 3 decimals; this instrument trades in 2');
    for (const text of ["", "1e5", ".5", "1.", "NaN", "0x10", " 1"])
      expect(() => parseUnits(text, 8)).toThrow(RangeError);
  });
});
