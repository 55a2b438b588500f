import type { Micros } from "../time/micros";

/** What a stretch of time misses. */
export interface BucketGaps {
  /** numbers of gaps that lie wholly within */
  missing: bigint;
  /** numbers of gaps that reach beyond: any part of them may lie in it */
  shared: bigint;
}

/**
 * Lays gaps over buckets of equal length. A gap's numbers were issued between its two trades and nobody knows when: one
 * that touches several buckets is shared by them, never divided.
 * @returns begin of the bucket → what it misses; only buckets that miss something, from `from` (µs, begin of one) to `to`
 */
export function spreadGaps(
  gaps: readonly { timeBefore: Micros; timeAfter: Micros; missing: bigint }[],
  bucketMicros: number,
  from: Micros,
  to: Micros,
): Map<Micros, BucketGaps> {
  const buckets = new Map<Micros, BucketGaps>();
  const at = (bucket: Micros) => {
    const known = buckets.get(bucket) ?? { missing: 0n, shared: 0n };
    buckets.set(bucket, known);
    return known;
  };
  for (const { timeBefore, timeAfter, missing } of gaps) {
    const first = Math.floor(Math.min(timeBefore, timeAfter) / bucketMicros) * bucketMicros;
    const last = Math.floor(Math.max(timeBefore, timeAfter) / bucketMicros) * bucketMicros;
    if (first === last) {
      if (first >= from && first < to) at(first).missing += missing;
      continue;
    }
    const begin = Math.max(first, from);
    for (let bucket = begin; bucket <= last && bucket < to; bucket += bucketMicros)
      at(bucket).shared += missing;
  }
  return buckets;
}
