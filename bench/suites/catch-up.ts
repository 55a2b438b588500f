import { publishFrames } from "../ingest/frames";
import { runWay } from "../ingest/run-way";
import type { Suite } from "../lib/context";
import { openTopic } from "../lib/topic";
import { withWorkers } from "../lib/with-workers";

/** Small differences of two runs on a shared machine are no difference. */
const LEAST = 0.9;

/** Whether a long lag is worked off at the speed of a short one. */
export const catchUp: Suite = {
  name: "catch-up",
  about: "records a second out of 5,000,000 records of lag",
  isQuick: false,
  async run(context) {
    const many = context.quick ? 500_000 : 5_000_000;
    const few = many / 5;
    const topic = await openTopic(context);
    try {
      context.say(`${many} records to a topic of 12 partitions`);
      await publishFrames(context, topic.name, 0, many);
      return await withWorkers(1, async (workers) => {
        const run = (count: number) =>
          runWay(context, { way: "ours", topic: topic.name, count, total: many, workers });
        await run(few);
        const short = await run(few);
        const long = await run(many);
        const ratio = long.perSecond / short.perSecond;
        return {
          suite: "catch-up",
          conditions: `One worker, once warm; a topic of ${many.toLocaleString("en-US")} Binance frames over 12 partitions read from its start, to the first fifth and to its end.`,
          figures: [
            {
              name: "the first fifth",
              value: Math.round(short.perSecond),
              unit: "records/s",
              n: short.records,
            },
            { name: "all of it", value: Math.round(long.perSecond), unit: "records/s", n: long.records },
            {
              name: "largest resident memory",
              value: Math.round(long.rssBytes / 2 ** 20),
              unit: "MiB",
              n: long.records,
            },
          ],
          goals: [
            {
              name: "all of it / the first fifth",
              value: Math.round(ratio * 100) / 100,
              unit: "×",
              goal: LEAST,
              better: "larger",
              met: ratio >= LEAST,
            },
          ],
        };
      });
    } finally {
      await topic.drop();
    }
  },
};
