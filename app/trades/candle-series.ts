import type { ApiOutput } from "@/app/lib/trpc/types";

export type CandleRange = ApiOutput["candles"]["range"];
export type Candle = CandleRange["candles"][number];

export interface CandleSeries {
  /** starts of the buckets, ascending, without holes */
  buckets: number[];
  /** null where nothing traded: shown as a hole, never interpolated */
  candles: (Candle | null)[];
}

const MAX_BUCKETS = 2_400;

/** Puts candles on an even time axis, so that a pause looks like a pause. */
export function candleSeries(range: CandleRange): CandleSeries {
  const step = range.bucketMicros;
  const last = range.candles.at(-1)?.bucket;
  if (last === undefined) return { buckets: [], candles: [] };
  const end = Math.max(last, Math.floor((range.to - 1) / step) * step);
  const begin = Math.max(Math.floor(range.from / step) * step, end - MAX_BUCKETS * step);
  const found = new Map(range.candles.map((candle) => [candle.bucket, candle]));
  const buckets: number[] = [];
  // A relative range ends a little ahead of the clock: an empty bucket after the newest trade says nothing.
  for (let bucket = begin; bucket <= end && (bucket <= last || bucket + step < range.to); bucket += step)
    buckets.push(bucket);
  return { buckets, candles: buckets.map((bucket) => found.get(bucket) ?? null) };
}
