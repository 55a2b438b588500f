import { bucketMiddle, HISTORY_BUCKET } from "./buckets";

/** Counts by bucket, in the order of the buckets. */
export interface LatencyHistogram {
  /** latencies counted, without history */
  n: number;
  /** of them below zero: the clock that wrote the earlier time was ahead */
  negative: number;
  /** records read more than a day after their time: captures and long outages, in no percentile */
  history: number;
  buckets: readonly { bucket: number; count: number }[];
}

/** A percentile with the interval that holds the true one in 95 of 100 such samples; µs. */
export interface Percentile {
  value: number;
  low: number;
  high: number;
}

export function histogramOf(counts: Iterable<{ bucket: number; count: number }>): LatencyHistogram {
  const merged = new Map<number, number>();
  let history = 0;
  for (const { bucket, count } of counts) {
    if (bucket === HISTORY_BUCKET) history += count;
    else merged.set(bucket, (merged.get(bucket) ?? 0) + count);
  }
  const buckets = [...merged]
    .map(([bucket, count]) => ({ bucket, count }))
    .sort((a, b) => a.bucket - b.bucket);
  const n = buckets.reduce((sum, one) => sum + one.count, 0);
  const negative = buckets.reduce((sum, one) => (one.bucket < 0 ? sum + one.count : sum), 0);
  return { n, negative, history, buckets };
}

/** 95 % of a normal distribution lies within so many deviations */
const Z = 1.96;

/**
 * The `p`-quantile (0 < p < 1) of a histogram. The interval comes from the order statistics, which assumes nothing of
 * the distribution: the number of values below the true quantile is binomial.
 * @returns null where the sample is too small for an interval on both sides
 */
export function percentileOf(histogram: LatencyHistogram, p: number): Percentile | null {
  const { n } = histogram;
  if (!isEnough(n, p)) return null;
  const spread = Z * Math.sqrt(n * p * (1 - p));
  return {
    value: valueAt(histogram, Math.ceil(n * p)),
    low: valueAt(histogram, Math.floor(n * p - spread)),
    high: valueAt(histogram, Math.ceil(n * p + spread) + 1),
  };
}

/** The smallest sample for which `percentileOf` answers. */
export function enoughFor(p: number): number {
  let n = 1;
  while (!isEnough(n, p)) n++;
  return n;
}

/** Whether both ends of the interval are ranks of the sample; once it is, it stays so as the sample grows. */
function isEnough(n: number, p: number): boolean {
  const spread = Z * Math.sqrt(n * p * (1 - p));
  return n * p - spread >= 2 && n * (1 - p) - spread >= 2;
}

/** The value of a rank, 1 being the smallest. */
function valueAt({ buckets }: LatencyHistogram, rank: number): number {
  let seen = 0;
  for (const { bucket, count } of buckets) {
    seen += count;
    if (seen >= rank) return bucketMiddle(bucket);
  }
  return bucketMiddle(buckets.at(-1)?.bucket ?? 0);
}
