/** The lag of a partition over its last samples. */
export interface LagCourse {
  /** records behind now */
  lag: number;
  /** records a second, by a straight line through the samples; null where there are fewer than three */
  perSecond: number | null;
  /** seconds from the first sample to the last */
  spanSeconds: number;
}

export type LagTrend =
  | { kind: "unknown" }
  | { kind: "none" }
  | { kind: "steady" }
  | { kind: "growing"; perSecond: number }
  /** `etaSeconds`: when nothing is left to read, should it go on like this */
  | { kind: "shrinking"; perSecond: number; etaSeconds: number };

/** a batch or two: what comes and goes between samples says nothing */
const NOISE_RECORDS = 200;
const NOISE_RATIO = 0.02;

/** Where the lag goes. A change smaller than the noise of batches is no trend. */
export function lagTrend({ lag, perSecond, spanSeconds }: LagCourse): LagTrend {
  if (lag <= 0) return { kind: "none" };
  if (perSecond === null) return { kind: "unknown" };
  const change = Math.abs(perSecond) * spanSeconds;
  if (change < Math.max(NOISE_RECORDS, lag * NOISE_RATIO)) return { kind: "steady" };
  if (perSecond > 0) return { kind: "growing", perSecond };
  return { kind: "shrinking", perSecond, etaSeconds: lag / -perSecond };
}
