import type { Sql } from "@/db/client";
import type { Log } from "@/runtime/log";
import { createProducer } from "../kafka/producer";
import type { Kafka } from "../kafka/types";
import { runPeriodically } from "../periodic";
import { relayOutbox } from "./relay-outbox";

/** Publishes dead letters to their topics as they come, until `stop`. */
export async function startRelay(options: {
  kafka: Kafka;
  sql: Sql;
  log: Log;
  partitions: number;
  idleMs?: number;
}): Promise<{ stop(): Promise<void> }> {
  const { kafka, sql, log } = options;
  const admin = kafka.admin();
  const producer = createProducer(kafka, { idempotent: true });
  await Promise.all([admin.connect(), producer.connect()]);
  const topicsMade = new Set<string>();
  const deps = { sql, admin, producer, partitions: options.partitions };
  const loop = runPeriodically({
    name: "the dead letters' relay",
    idleMs: options.idleMs ?? 500,
    log,
    task: async () => ((await relayOutbox(deps, topicsMade)) > 0 ? "more" : "idle"),
  });
  return {
    async stop() {
      await loop.stop();
      await Promise.all([admin.disconnect(), producer.disconnect()]);
    },
  };
}
