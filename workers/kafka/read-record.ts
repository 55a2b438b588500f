import { randomUUID } from "node:crypto";
import type { Admin, Kafka, KafkaMessage } from "kafkajs";
import { topicOffsets } from "./topic-offsets";

/** What a partition holds at an offset. */
export type RecordAtOffset = { low: bigint; end: bigint } & (
  | { kind: "found"; message: KafkaMessage }
  /** deleted by retention or compaction, or not written yet */
  | { kind: "gone" }
);

/**
 * Reads one record by its place. The client reads through groups only: this makes one for the moment, which commits
 * nothing and is deleted again. Rejects where the topic is not there, or Kafka does not answer within `timeoutMs`.
 */
export async function readRecord(
  kafka: Kafka,
  admin: Admin,
  { topic, partition, offset }: { topic: string; partition: number; offset: bigint },
  timeoutMs: number,
): Promise<RecordAtOffset> {
  const offsets = await topicOffsets(admin, topic);
  const held = offsets.find((one) => one.partition === partition);
  if (held === undefined) return { kind: "gone", low: 0n, end: 0n };
  const { low, high: end } = held;
  if (offset < low || offset >= end) return { kind: "gone", low, end };
  const groupId = `k2-frame-${randomUUID()}`;
  const consumer = kafka.consumer({
    groupId,
    sessionTimeout: 10_000,
    maxWaitTimeInMs: 50,
    minBytes: 1,
    allowAutoTopicCreation: false,
    retry: { retries: 2, restartOnFailure: async () => false },
  });
  let timer: NodeJS.Timeout | undefined;
  try {
    await consumer.connect();
    await consumer.subscribe({ topics: [topic], fromBeginning: false });
    const message = await new Promise<KafkaMessage>((resolve, reject) => {
      timer = setTimeout(
        () => reject(new Error(`Kafka did not give the record within ${timeoutMs / 1_000} s`)),
        timeoutMs,
      );
      consumer.on(consumer.events.CRASH, ({ payload }) => reject(payload.error));
      consumer
        .run({
          autoCommit: false,
          eachBatchAutoResolve: false,
          eachBatch: async ({ batch }) => {
            const [first] = batch.messages;
            if (batch.partition === partition && first !== undefined) resolve(first);
          },
        })
        .catch(reject);
      consumer.seek({ topic, partition, offset: String(offset) });
      const others = offsets.map((one) => one.partition).filter((one) => one !== partition);
      if (others.length > 0) consumer.pause([{ topic, partitions: others }]);
    });
    return BigInt(message.offset) === offset
      ? { kind: "found", message, low, end }
      : { kind: "gone", low, end };
  } finally {
    clearTimeout(timer);
    await consumer.disconnect().catch(() => undefined);
    await admin.deleteGroups([groupId]).catch(() => undefined);
  }
}
