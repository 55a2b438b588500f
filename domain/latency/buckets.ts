/**
 * Log-spaced buckets of latencies: eight to a doubling, so that a value is known to within 9 %, from 1 µs to 24 hours, and
 * the same again below zero, where a clock ahead of ours puts them. Bucket 0 holds what is below 1 µs either way.
 * Counts of the same buckets add up, so percentiles of any span are those of the whole, not averages of averages.
 */
const PER_DOUBLING = 8;

/** µs; what lies beyond is history that was read late, no latency */
export const LATENCY_LIMIT_MICROS = 24 * 3_600 * 1_000_000;

/** the last bucket of values within the limit */
const LAST_BUCKET = bucketOf(LATENCY_LIMIT_MICROS - 1);

/** counts what lies beyond the limit, in either direction */
export const HISTORY_BUCKET = LAST_BUCKET + 1;

/** how many places an array needs that `slotOf` indexes */
export const SLOTS = 2 * LAST_BUCKET + 2;

/** The bucket of a latency in µs. */
export function bucketOf(micros: number): number {
  if (micros >= 1) return 1 + Math.floor(Math.log2(micros) * PER_DOUBLING);
  if (micros <= -1) return -1 - Math.floor(Math.log2(-micros) * PER_DOUBLING);
  return 0;
}

/** Its place in an array of `SLOTS` counts; the last place is for history. */
export function slotOf(micros: number): number {
  if (micros >= LATENCY_LIMIT_MICROS || micros <= -LATENCY_LIMIT_MICROS) return SLOTS - 1;
  return bucketOf(micros) + LAST_BUCKET;
}

/** The bucket of such a place. */
export function bucketOfSlot(slot: number): number {
  return slot - LAST_BUCKET;
}

/** The latencies of a bucket in µs: from the nearer to zero to the farther. */
export function bucketBounds(bucket: number): { from: number; to: number } {
  if (bucket === 0) return { from: -1, to: 1 };
  const sign = Math.sign(bucket);
  const at = Math.abs(bucket) - 1;
  return { from: sign * 2 ** (at / PER_DOUBLING), to: sign * 2 ** ((at + 1) / PER_DOUBLING) };
}

/** The value that stands for a bucket, in µs: off by at most 4.5 % from any in it. */
export function bucketMiddle(bucket: number): number {
  if (bucket === 0) return 0;
  const { from, to } = bucketBounds(bucket);
  return Math.sign(bucket) * Math.sqrt(from * to);
}
