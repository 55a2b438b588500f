import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MICROS_PER_DAY, MICROS_PER_HOUR, MICROS_PER_MINUTE } from "../time/micros";
import { coverRange } from "./cover-range";

const SIZE = { "1d": MICROS_PER_DAY, "1h": MICROS_PER_HOUR, "1m": MICROS_PER_MINUTE, trades: 1 };

describe("coverRange", () => {
  it("takes days between hours between minutes between seconds", () => {
    const from = Date.UTC(2026, 7, 8, 22, 58, 30) * 1_000;
    const to = Date.UTC(2026, 7, 10, 1, 1, 30) * 1_000;
    const grains = coverRange(from, to).map((one) => one.grain);
    expect(grains).toEqual(["trades", "1m", "1h", "1d", "1h", "1m", "trades"]);
  });

  it("joins without a hole and on whole candles, whatever the range", () => {
    const time = fc.integer({ min: 0, max: 5 * MICROS_PER_DAY });
    fc.assert(
      fc.property(time, time, (from, to) => {
        const stretches = coverRange(from, to);
        let at = from;
        for (const stretch of stretches) {
          expect(stretch.from).toBe(at);
          expect(stretch.to).toBeGreaterThan(stretch.from);
          expect(stretch.from % SIZE[stretch.grain]).toBe(0);
          expect(stretch.to % SIZE[stretch.grain]).toBe(0);
          if (stretch.grain === "trades")
            expect(stretch.to - stretch.from).toBeLessThan(2 * MICROS_PER_MINUTE);
          at = stretch.to;
        }
        if (stretches.length > 0) expect(at).toBe(to);
        else expect(from).toBeGreaterThanOrEqual(to);
      }),
    );
  });
});
