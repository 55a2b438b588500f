import fc from "fast-check";
import { expect, it } from "vitest";
import { digitsOf } from "./scaled";
import { smallDigitsOf } from "./small-digits";

it("reads up to 15 digits as digitsOf does, wherever the point is", () => {
  fc.assert(
    fc.property(fc.stringMatching(/^\d{1,20}(\.\d{1,20})?$/), (text) => {
      const digits = text.replace(".", "").length;
      const value = smallDigitsOf(text);
      if (digits > 15) expect(value).toBeNaN();
      else expect(BigInt(value)).toBe(digitsOf(text));
    }),
  );
});

it("refuses what is no plain decimal", () => {
  for (const text of ["", "-1", "1e5", "1.2.3", " 1", "0x10", "NaN"]) expect(smallDigitsOf(text)).toBeNaN();
});
