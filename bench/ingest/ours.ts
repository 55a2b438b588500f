import { startIngest } from "@/workers/ingest/start-ingest";
import type { BenchContext } from "../lib/context";

/** Our ingest, everything on: seconds from the first fetched record to the last commit. */
export async function runOurs(
  context: BenchContext,
  topic: string,
  count: number,
): Promise<{ seconds: number; stored: number }> {
  let stored = 0;
  let first = 0;
  let last = 0;
  let done: () => void = () => undefined;
  const finished = new Promise<void>((resolve) => {
    done = resolve;
  });
  const ingest = await startIngest({
    kafka: context.kafka,
    databaseUrl: context.databaseUrl,
    databaseSocket: context.databaseSocket,
    groupId: `bench-${topic}-${Date.now()}`,
    topicPattern: new RegExp(`^${topic.replaceAll(".", "\\.")}$`),
    sessionTimeoutMs: 30_000,
    batchRecords: 10_000,
    resetWindowMicros: 3_600_000_000,
    workerId: "bench",
    build: "bench",
    log: context.log,
    onCommitted: (batch, outcome) => {
      if (first === 0) first = batch.fetchedAt / 1000;
      last = Date.now();
      stored += outcome.stored;
      if (stored >= count) done();
    },
  });
  await finished;
  await ingest.stop();
  return { seconds: (last - first) / 1000, stored };
}
