import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dayOf, formatMicros, parseMicros } from "./micros";

describe("micros", () => {
  it("survive text and back, to the microsecond", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_102_444_800_000_000 }), (micros) => {
        expect(parseMicros(formatMicros(micros))).toBe(micros);
      }),
    );
  });
  it("read what Postgres prints, with its zones and cut zeros", () => {
    expect(parseMicros("2024-08-08 23:54:15.342+00")).toBe(Date.UTC(2024, 7, 8, 23, 54, 15) * 1000 + 342_000);
    expect(parseMicros("2024-08-08 23:54:15.000001+05:30")).toBe(Date.UTC(2024, 7, 8, 18, 24, 15) * 1000 + 1);
    expect(parseMicros("2014-03-10")).toBeNaN();
    expect(dayOf(parseMicros("2024-08-08T23:59:59.999999Z"))).toBe("20240808");
  });
});
