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

/** What a time axis needs to know of an answer. */
export interface AxisRange {
  bucketMicros: number;
  firstBucket: number;
  to: number;
}

/** Puts candles on an even time axis, so that a pause looks like a pause. */
export function candleSeries(range: CandleRange): CandleSeries {
  const buckets = evenBuckets(range, range.candles.at(-1)?.bucket);
  const found = new Map(range.candles.map((candle) => [candle.bucket, candle]));
  return { buckets, candles: buckets.map((bucket) => found.get(bucket) ?? null) };
}

/** Starts of the buckets from the range's first to its end; none where there is no newest one with a trade. */
export function evenBuckets({ bucketMicros: step, firstBucket, to }: AxisRange, last?: number): number[] {
  if (last === undefined) return [];
  const count = Math.floor((Math.max(last, to - 1) - firstBucket) / step) + 1;
  const skipped = Math.max(0, count - MAX_BUCKETS);
  const buckets: number[] = [];
  for (let index = skipped; index < count; index++) {
    const bucket = firstBucket + index * step;
    // A relative range ends a little ahead of the clock: an empty bucket after the newest trade says nothing.
    if (bucket <= last || bucket + step < to) buckets.push(bucket);
  }
  return buckets;
}
