import { Decimal } from "decimal.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addTo, compareScaled, digitsOf, formatScaled, type Scaled, scaleOf } from "./scaled";

const Exact = Decimal.clone({ precision: 200, toExpNeg: -100, toExpPos: 100 });
const decimals = fc
  .tuple(fc.bigInt({ min: 0n, max: 10n ** 30n }), fc.nat({ max: 18 }))
  .map(([digits, scale]) => formatScaled({ digits, scale }));

describe("scaled decimals", () => {
  it("keep every digit of the text", () => {
    fc.assert(
      fc.property(decimals, (text) => {
        expect(formatScaled({ digits: digitsOf(text), scale: scaleOf(text) })).toBe(text);
      }),
    );
    expect(formatScaled({ digits: 5n, scale: 8 })).toBe("0.00000005");
    expect(formatScaled({ digits: -150n, scale: 2 })).toBe("-1.50");
  });

  it("sum and compare as an arbitrary-precision library does, over mixed scales", () => {
    fc.assert(
      fc.property(fc.array(decimals, { minLength: 1, maxLength: 40 }), (texts) => {
        const sum: Scaled = { digits: 0n, scale: 0 };
        for (const text of texts) addTo(sum, digitsOf(text), scaleOf(text));
        const exact = texts.reduce((total, text) => total.plus(text), new Exact(0));
        expect(exact.equals(formatScaled(sum))).toBe(true);
        const [a = "0", b = "0"] = texts;
        expect(compareScaled(digitsOf(a), scaleOf(a), digitsOf(b), scaleOf(b))).toBe(
          new Exact(a).comparedTo(b),
        );
      }),
    );
  });
});
