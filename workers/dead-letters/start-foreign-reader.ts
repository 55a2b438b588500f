import type { Sql } from "@/db/client";
import { insertDeadLetters } from "@/db/queries/ingest/insert-dead-letters";
import type { Log } from "@/runtime/log";
import { startBatchConsumer } from "../kafka/batch-consumer";
import type { Consumer, EachBatchPayload, Kafka } from "../kafka/types";
import { runPeriodically } from "../periodic";
import { foreignLetter } from "./foreign-letter";

export interface ForeignReaderOptions {
  kafka: Kafka;
  sql: Sql;
  log: Log;
  groupId: string;
  topicPattern: RegExp;
  sessionTimeoutMs: number;
  build: string;
  topicRefreshMs?: number;
}

/**
 * Reads dead-letter topics, ours and others', into the one table of letters, until `stop`. A record's place in its
 * topic is unique there, so that reading it again changes nothing.
 */
export async function startForeignReader(
  options: ForeignReaderOptions,
): Promise<{ topics(): readonly string[]; stop(): Promise<void> }> {
  const { kafka, log } = options;
  const admin = kafka.admin();
  await admin.connect();
  let topics: string[] = [];
  let consumer: Consumer | undefined;
  const takeTopics = async () => {
    const found = (await admin.listTopics()).filter((topic) => options.topicPattern.test(topic)).sort();
    if (found.every((topic) => topics.includes(topic))) return;
    await consumer?.disconnect();
    consumer = await startBatchConsumer(kafka, {
      groupId: options.groupId,
      topics: found,
      sessionTimeoutMs: options.sessionTimeoutMs,
      concurrency: 1,
      onBatch: async (payload) => {
        await store(options, payload);
        const { topic, partition } = payload.batch;
        const offset = String(BigInt(payload.batch.lastOffset()) + 1n);
        payload.resolveOffset(payload.batch.lastOffset());
        await consumer?.commitOffsets([{ topic, partition, offset }]);
      },
      onAssigned: () => undefined,
      onCrash: (error, restarting) => log.error({ err: error, restarting }, "dead-letter reader crashed"),
    });
    topics = found;
    log.info({ topics }, "reading dead-letter topics");
  };
  const loop = runPeriodically({
    name: "the look for dead-letter topics",
    idleMs: options.topicRefreshMs ?? 10_000,
    log,
    task: async () => {
      await takeTopics();
      return "idle";
    },
  });
  return {
    topics: () => topics,
    async stop() {
      await loop.stop();
      await consumer?.disconnect();
      await admin.disconnect();
    },
  };
}

async function store({ sql, build }: ForeignReaderOptions, { batch }: EachBatchPayload): Promise<void> {
  const letters = batch.messages.flatMap((message) => {
    const letter = foreignLetter(batch.topic, batch.partition, message, build);
    return letter === null ? [] : [letter];
  });
  if (letters.length > 0) await insertDeadLetters(sql, letters);
}
