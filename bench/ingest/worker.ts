/** A process of the benchmark that ingests: its work must not mix with that of the process that publishes and counts. */
import { loadEnv } from "@/runtime/env";
import { createLog } from "@/runtime/log";
import { startTracing } from "@/runtime/tracing/start-tracing";
import { createKafka } from "@/workers/kafka/client";
import type { Order, Progress, Report, RunOrder, WayName } from "./messages";
import { eachBatchUnnest, eachBatchValues } from "./ways/each-batch";
import { eachMessage } from "./ways/each-message";
import { ours } from "./ways/ours";
import type { Way } from "./ways/way";

const REPORT_MS = 50;
/** what took longer counts as so much */
const LONGEST_MS = 60_000;
const ways: Record<WayName, Way> = {
  ours,
  "each-message": eachMessage,
  "each-batch-values": eachBatchValues,
  "each-batch-unnest": eachBatchUnnest,
};
const log = createLog("bench-worker");
const tracing = startTracing({ env: loadEnv(), component: "worker", instance: "bench", log });
let running: Promise<() => Promise<void>> | undefined;
const visibleAfterMs: number[] = [];

function report(message: Report): void {
  process.send?.(message);
}

/** @returns what ends the run */
async function run(order: RunOrder): Promise<() => Promise<void>> {
  await tracing;
  const cpu = process.cpuUsage();
  const progress: Progress = {
    kind: "progress",
    records: 0,
    firstFetchedAt: 0,
    lastCommittedAt: 0,
    cpuMicros: 0,
    rssBytes: 0,
    heapBytes: 0,
  };
  visibleAfterMs.length = 0;
  const end = await ways[order.way]({
    kafka: createKafka({ brokers: order.brokers, clientId: order.groupId, log }),
    databaseUrl: order.databaseUrl,
    databaseSocket: order.databaseSocket,
    topic: order.topic,
    groupId: order.groupId,
    log,
    onCommitted(records, fetchedAt, publishedAt = []) {
      if (progress.records === 0) progress.firstFetchedAt = fetchedAt;
      progress.records += records;
      const now = Date.now();
      progress.lastCommittedAt = now;
      for (const at of publishedAt) {
        const slot = Math.min(Math.max(now - at, 0), LONGEST_MS);
        visibleAfterMs[slot] = (visibleAfterMs[slot] ?? 0) + 1;
      }
      const used = process.cpuUsage(cpu);
      progress.cpuMicros = used.user + used.system;
    },
  });
  const timer = setInterval(() => {
    const memory = process.memoryUsage();
    report({ ...progress, rssBytes: memory.rss, heapBytes: memory.heapUsed });
  }, REPORT_MS);
  return async () => {
    clearInterval(timer);
    await end();
    report({ kind: "stopped", visibleAfterMs: Array.from(visibleAfterMs, (count = 0) => count) });
  };
}

process.on("message", (order: Order) => {
  if (order.kind === "forget") {
    visibleAfterMs.length = 0;
    return;
  }
  if (order.kind === "run") running = run(order);
  // The others may be done before this one has begun.
  const done = order.kind === "run" ? running : running?.then((stop) => stop());
  done?.catch((error: unknown) => {
    report({
      kind: "failed",
      reason: error instanceof Error ? (error.stack ?? error.message) : String(error),
    });
  });
});
// Without its bench a worker has nobody to work for.
process.on("disconnect", () => process.exit(0));
