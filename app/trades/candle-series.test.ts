import { describe, expect, it } from "vitest";
import { type CandleRange, candleSeries } from "./candle-series";

const minute = 60_000_000;
const candle = (bucket: number) => ({
  bucket,
  open: "1",
  high: "1",
  low: "1",
  close: "1",
  volume: "1",
  notional: "1",
  buyVolume: "1",
  sellVolume: "0",
  trades: 1n,
});
const range = (buckets: number[], from: number, to: number): CandleRange => ({
  resolution: "1m",
  bucketMicros: minute,
  firstBucket: Math.floor(from / minute) * minute,
  missing: 0n,
  from,
  to,
  candles: buckets.map(candle),
  gaps: [],
  incomplete: [],
  completed: [],
});

describe("candleSeries", () => {
  it("keeps a pause as a hole", () => {
    const series = candleSeries(range([minute, 4 * minute], minute, 5 * minute));
    expect(series.buckets).toEqual([1, 2, 3, 4].map((index) => index * minute));
    expect(series.candles.map((one) => one !== null)).toEqual([true, false, false, true]);
  });

  it("begins with the bucket in which the range begins, and is empty without trades", () => {
    expect(candleSeries(range([2 * minute], minute + 5, 3 * minute)).buckets[0]).toBe(minute);
    expect(candleSeries(range([], 0, minute)).buckets).toEqual([]);
  });

  it("is bounded, whatever the range", () => {
    expect(candleSeries(range([minute], 0, 1e9 * minute)).buckets.length).toBeLessThanOrEqual(2_401);
  });
});
