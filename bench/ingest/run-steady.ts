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

/** One worker of ours under a steady stream; what it did while it warmed up is not counted. */
export async function runSteady(context: BenchContext, run: SteadyRun): Promise<SteadyOutcome> {
  const topic = await openTopic(context);
  const database = await openDatabase(context);
  try {
    return await withWorkers(1, async ([worker]) => {
      if (worker === undefined) throw new Error("there is no worker");
      worker.start({
        way: "ours",
        brokers: [...context.brokers],
        databaseUrl: database.url,
        databaseSocket: context.databaseSocket,
        topic: topic.name,
        groupId: `bench-steady-${randomUUID().slice(0, 8)}`,
      });
      const { perSecond } = run;
      const before = await publishSteadily(context, topic.name, {
        from: 0,
        perSecond,
        seconds: run.warmUpSeconds,
      });
      await worker.until((progress) => progress.records >= before, context.signal);
      // The same run goes on: a new one would count the time in which it joins its group.
      worker.forgetLatencies();
      const rssBytes: number[] = [];
      const records = await publishSteadily(context, topic.name, {
        from: before,
        perSecond,
        seconds: run.seconds,
        onSecond: () => void rssBytes.push(worker.progress?.rssBytes ?? 0),
      });
      await worker.until((progress) => progress.records >= before + records, context.signal);
      const { visibleAfterMs } = await worker.stop(context.signal);
      return { records, visibleAfterMs, rssBytes };
    });
  } finally {
    await database.drop();
    await topic.drop();
  }
}
