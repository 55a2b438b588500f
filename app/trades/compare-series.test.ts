import { describe, expect, it } from "vitest";
import { type Comparison, changeAt, compareSeries } from "./compare-series";

const minute = 60_000_000;
const answer: Comparison = {
  resolution: "1m",
  bucketMicros: minute,
  firstBucket: 10 * minute,
  from: 10 * minute + 5,
  to: 14 * minute,
  series: [
    {
      instrumentId: 1,
      base: "200.00",
      closes: [
        { bucket: 10 * minute, close: "202" },
        { bucket: 13 * minute, close: "150" },
      ],
    },
    { instrumentId: 2, base: "0.00000003", closes: [{ bucket: 11 * minute, close: "0.00000004" }] },
    { instrumentId: 3, base: null, closes: [] },
  ],
};

describe("a comparison", () => {
  const { buckets, lines } = compareSeries(answer);

  it("stands on one axis, with holes where an instrument did not trade", () => {
    expect(buckets).toEqual([10, 11, 12, 13].map((index) => index * minute));
    expect(lines[0]?.closes).toEqual(["202", null, null, "150"]);
    expect(lines[0]?.percents[3]).toBe(-25);
    expect(lines[2]?.percents).toEqual([null, null, null, null]);
  });

  it("tells exact changes at the cursor, those before it in a hole, and nothing without a trade", () => {
    expect(changeAt(lines[0] as never, 2)).toEqual({ close: "202", change: "+1.00" });
    expect(changeAt(lines[0] as never, null)).toEqual({ close: "150", change: "−25.00" });
    expect(changeAt(lines[1] as never, 3)).toEqual({ close: "0.00000004", change: "+33.33" });
    expect(changeAt(lines[1] as never, 0)).toBeNull();
    expect(changeAt(lines[2] as never, null)).toBeNull();
  });

  it("is empty where nothing traded at all", () => {
    expect(compareSeries({ ...answer, series: answer.series.slice(2) }).buckets).toEqual([]);
  });
});
