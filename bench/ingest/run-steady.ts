import { randomUUID } from "node:crypto";
import type { BenchContext } from "../lib/context";
import { openDatabase } from "../lib/database";
import { openTopic } from "../lib/topic";
import { withWorkers } from "../lib/with-workers";
import { publishSteadily } from "./frames";

export interface SteadyRun {
  perSecond: number;
  seconds: number;
  /** before these seconds nothing is counted: processes warm up */
  warmUpSeconds: number;
}

export interface SteadyOutcome {
  records: number;
  /** records by whole milliseconds from publishing to visible */
  visibleAfterMs: number[];
  /** resident memory of the worker, bytes, once a second after the warm-up */
  rssBytes: number[];
}

/** One worker of ours under a steady stream: a run to warm up, then the one that counts, on the same topic. */
export async function runSteady(context: BenchContext, run: SteadyRun): Promise<SteadyOutcome> {
  const topic = await openTopic(context);
  const database = await openDatabase(context);
  try {
    return await withWorkers(1, async ([worker]) => {
      if (worker === undefined) throw new Error("there is no worker");
      const order = {
        way: "ours" as const,
        brokers: [...context.brokers],
        databaseUrl: database.url,
        databaseSocket: context.databaseSocket,
        topic: topic.name,
      };
      worker.start({ ...order, groupId: `bench-steady-${randomUUID().slice(0, 8)}` });
      const { perSecond } = run;
      const before = await publishSteadily(context, topic.name, {
        from: 0,
        perSecond,
        seconds: run.warmUpSeconds,
      });
      await worker.until((progress) => progress.records >= before, context.signal);
      await worker.stop(context.signal);

      worker.start({ ...order, groupId: `bench-steady-${randomUUID().slice(0, 8)}` });
      // It has nothing to do yet: the first report says that it runs.
      await worker.until(() => true, context.signal);
      const rssBytes: number[] = [];
      const records = await publishSteadily(context, topic.name, {
        from: before,
        perSecond,
        seconds: run.seconds,
        onSecond: () => void rssBytes.push(worker.progress?.rssBytes ?? 0),
      });
      await worker.until((progress) => progress.records >= records, context.signal);
      const { visibleAfterMs } = await worker.stop(context.signal);
      return { records, visibleAfterMs, rssBytes };
    });
  } finally {
    await database.drop();
    await topic.drop();
  }
}
