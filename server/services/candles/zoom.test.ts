import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bucketOf, chooseZoom, MAX_POINTS, ZOOMS } from "./zoom";

const second = 1_000_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

describe("chooseZoom", () => {
  it.each([
    [minute, "1s", null],
    [5 * minute, "1s", null],
    [15 * minute, "5s", null],
    [17 * minute, "1m", "candles_1m"],
    [hour, "1m", "candles_1m"],
    [8 * hour, "1m", "candles_1m"],
    [day, "5m", "candles_1m"],
    [5 * day, "15m", "candles_1m"],
    [7 * day, "1h", "candles_1h"],
    [30 * day, "4h", "candles_1h"],
    [365 * day, "1d", "candles_1d"],
    [3_650 * day, "4w", "candles_1d"],
  ] as const)("unasked, a span of %s µs is shown in %s", (span, zoom, table) => {
    expect(chooseZoom({ from: 0, to: span }, "auto")).toMatchObject({ zoom, table });
  });

  it("gives what is asked for, from the coarsest table that can tell it", () => {
    expect(chooseZoom({ from: 0, to: 2_000 * second }, "1s").zoom).toBe("1s");
    expect(chooseZoom({ from: 0, to: 33 * hour }, "1m")).toMatchObject({ zoom: "1m", table: "candles_1m" });
    expect(chooseZoom({ from: 0, to: hour }, "1w")).toMatchObject({ zoom: "1w", table: "candles_1d" });
  });

  it("takes the next coarser size where the wanted one would be too much", () => {
    expect(chooseZoom({ from: 0, to: 2_001 * second }, "1s").zoom).toBe("5s");
    expect(chooseZoom({ from: 0, to: 30 * day }, "1m").zoom).toBe("1h");
    expect(chooseZoom({ from: 0, to: minute }, "1s", false).zoom).toBe("1m");
  });

  it("keeps within 2,000 points for any range from a second to a century and any size", () => {
    const span = fc.integer({ min: second, max: 100 * 366 * day });
    const from = fc.integer({ min: 0, max: 4_000_000_000 * second });
    fc.assert(
      fc.property(from, span, fc.constantFrom("auto" as const, ...ZOOMS), (at, length, zoom) => {
        const rule = chooseZoom({ from: at, to: at + length }, zoom);
        const points = (bucketOf(rule, at + length - 1) - bucketOf(rule, at)) / rule.micros + 1;
        expect(points).toBeLessThanOrEqual(MAX_POINTS + 1);
      }),
    );
  });
});

describe("bucketOf", () => {
  it("begins weeks on Mondays", () => {
    const rule = chooseZoom({ from: 0, to: hour }, "1w");
    const thursday = Date.UTC(2026, 10, 26, 14) * 1_000;
    expect(new Date(bucketOf(rule, thursday) / 1_000).toISOString()).toBe("2026-11-23T00:00:00.000Z");
  });

  it("puts a moment before the first Monday into the week before it", () => {
    const rule = chooseZoom({ from: 0, to: hour }, "1w");
    expect(bucketOf(rule, 0)).toBe(-3 * day);
  });
});
