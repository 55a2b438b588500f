import { runSteady } from "../ingest/run-steady";
import type { Suite } from "../lib/context";
import { median } from "../lib/median";

const PER_SECOND = 2_000;
const MIB = 2 ** 20;
/** A heap that breathes moves by some percent; a leak moves on and on. */
const MOST_GROWTH = 1.15;

/** Whether a worker that runs for long keeps its size. */
export const memory: Suite = {
  name: "memory",
  about: "a worker's memory over 30 minutes",
  isQuick: false,
  async run(context) {
    const seconds = context.quick ? 60 : 1_800;
    const { records, rssBytes } = await runSteady(context, {
      perSecond: PER_SECOND,
      seconds,
      warmUpSeconds: 60,
    });
    const sixth = Math.floor(rssBytes.length / 6);
    const part = (at: number) => Math.round(median(rssBytes.slice(at * sixth, (at + 1) * sixth)) / MIB);
    const growth = part(5) / part(1);
    return {
      suite: "memory",
      conditions: `${PER_SECOND.toLocaleString("en-US")} frames a second for ${seconds / 60} minutes after one of warm-up; resident memory once a second, medians of sixths.`,
      figures: [0, 1, 2, 3, 4, 5].map((at) => ({
        name: `sixth ${at + 1}`,
        value: part(at),
        unit: "MiB",
        n: records,
      })),
      goals: [
        {
          name: "last sixth / second sixth",
          value: Math.round(growth * 100) / 100,
          unit: "×",
          goal: MOST_GROWTH,
          better: "smaller",
          met: growth <= MOST_GROWTH,
        },
      ],
    };
  },
};
