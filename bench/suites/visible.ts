import { runSteady } from "../ingest/run-steady";
import type { Suite } from "../lib/context";

const PER_SECOND = 10_000;
const GOAL_MS = 50;

/** From a frame's publishing to its row being there for every query, at a steady stream. */
export const visible: Suite = {
  name: "visible",
  about: "milliseconds from a frame to its row, at 10,000 a second",
  async run(context) {
    const seconds = context.quick ? 10 : 60;
    const { records, visibleAfterMs } = await runSteady(context, {
      perSecond: PER_SECOND,
      seconds,
      warmUpSeconds: 10,
    });
    const at = (p: number) => percentileOfCounts(visibleAfterMs, p);
    const p99 = at(0.99);
    return {
      suite: "visible",
      conditions: `${PER_SECOND.toLocaleString("en-US")} Binance frames a second over 12 partitions for ${seconds} s after 10 s of warm-up; from the frame's time in the producer to the return of the commit, in whole ms of one machine's clock; one worker.`,
      figures: [0.5, 0.95, 0.99, 0.999].map((p) => ({
        name: `p${p * 100}`,
        value: at(p),
        unit: "ms",
        n: records,
      })),
      goals: [{ name: "p99", value: p99, unit: "ms", goal: GOAL_MS, better: "smaller", met: p99 <= GOAL_MS }],
    };
  },
};

/** The value at or below which the part `p` lies, of counts by value. */
export function percentileOfCounts(counts: readonly number[], p: number): number {
  const total = counts.reduce((sum, count) => sum + count, 0);
  let seen = 0;
  for (let value = 0; value < counts.length; value++) {
    seen += counts[value] ?? 0;
    if (seen >= p * total) return value;
  }
  return Number.NaN;
}
