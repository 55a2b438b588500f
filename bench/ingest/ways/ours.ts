import { loadEnv } from "@/runtime/env";
import { startIngest } from "@/workers/ingest/start-ingest";
import type { Way } from "./way";

/** The product's ingest with the product's settings: everything on. */
export const ours: Way = async ({ kafka, topic, groupId, log, onCommitted, ...database }) => {
  const env = loadEnv();
  const ingest = await startIngest({
    kafka,
    ...database,
    groupId,
    topicPattern: new RegExp(`^${topic.replaceAll(".", "\\.")}$`),
    sessionTimeoutMs: env.K2_SESSION_TIMEOUT_MS,
    batchRecords: env.K2_BATCH_RECORDS,
    resetWindowMicros: env.K2_RESET_WINDOW_SECONDS * 1_000_000,
    resetJump: env.K2_RESET_JUMP,
    flood: { runLength: env.K2_FLOOD_RUN_LENGTH, ratio: env.K2_FLOOD_RATIO, window: env.K2_FLOOD_WINDOW },
    workerId: groupId,
    build: "bench",
    log,
    onCommitted: (batch) => onCommitted(batch.consumed, batch.fetchedAt / 1000, batch.recordMs),
  });
  return () => ingest.stop();
};
