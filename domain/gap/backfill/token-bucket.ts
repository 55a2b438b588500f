/** A budget that refills evenly. Times are seconds of any clock that only goes forward. */
export interface Bucket {
  left: number;
  at: number;
}

export interface BucketRule {
  weightPerSecond: number;
  burst: number;
}

/**
 * Takes `weight`, going into debt where it is not there yet.
 * @returns the bucket after it, and how long to wait before the call is sent
 */
export function takeFrom(
  bucket: Bucket,
  rule: BucketRule,
  weight: number,
  now: number,
): { bucket: Bucket; waitSeconds: number } {
  const refilled = Math.min(rule.burst, bucket.left + Math.max(0, now - bucket.at) * rule.weightPerSecond);
  const left = refilled - weight;
  return {
    bucket: { left, at: Math.max(now, bucket.at) },
    waitSeconds: left >= 0 ? 0 : -left / rule.weightPerSecond,
  };
}

/** A bucket that starts empty: after a crash nobody knows what was used just before. */
export function emptyBucket(now: number): Bucket {
  return { left: 0, at: now };
}

/** Seconds from the first call to the last, of so many calls one after another from an empty bucket. */
export function secondsFor(calls: number, weightPerCall: number, rule: BucketRule): number {
  return (calls * weightPerCall) / rule.weightPerSecond;
}
