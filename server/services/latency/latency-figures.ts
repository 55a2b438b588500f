import { z } from "zod";
import { enoughFor, histogramOf, percentileOf } from "@/domain/latency/histogram";

const P = { p50: 0.5, p95: 0.95, p99: 0.99, p999: 0.999 } as const;

/** µs; null where the sample is too small to tell */
const percentile = z.object({ value: z.number(), low: z.number(), high: z.number() }).nullable();

export const latencyFigures = z.object({
  /** latencies measured */
  n: z.number(),
  negative: z.number(),
  /** records read more than a day after their time, in none of the figures */
  history: z.number(),
  p50: percentile,
  p95: percentile,
  p99: percentile,
  p999: percentile,
});
export type LatencyFigures = z.infer<typeof latencyFigures>;

/** How many are needed before each percentile is shown. */
export const ENOUGH = {
  p50: enoughFor(P.p50),
  p95: enoughFor(P.p95),
  p99: enoughFor(P.p99),
  p999: enoughFor(P.p999),
};

/** The figures of a sample from its counts by bucket. */
export function figuresOf(counts: readonly { bucket: number; count: bigint }[]): LatencyFigures {
  const histogram = histogramOf(counts.map(({ bucket, count }) => ({ bucket, count: Number(count) })));
  return {
    n: histogram.n,
    negative: histogram.negative,
    history: histogram.history,
    p50: percentileOf(histogram, P.p50),
    p95: percentileOf(histogram, P.p95),
    p99: percentileOf(histogram, P.p99),
    p999: percentileOf(histogram, P.p999),
  };
}
