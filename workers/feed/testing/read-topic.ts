import { randomUUID } from "node:crypto";
import { topicOffsets } from "@/workers/kafka/topic-offsets";
import type { Kafka } from "@/workers/kafka/types";
import { until } from "./until";

export interface ReadRecord {
  partition: number;
  offset: bigint;
  key: string;
  value: Buffer;
  receivedMicros: number;
}

/** Everything that a topic holds now, by partition and offset. */
export async function readTopic(kafka: Kafka, topic: string): Promise<ReadRecord[]> {
  const admin = kafka.admin();
  await admin.connect();
  const offsets = await topicOffsets(admin, topic);
  await admin.disconnect();
  const records: ReadRecord[] = [];
  const expected = offsets.reduce((sum, { low, high }) => sum + Number(high - low), 0);
  if (expected === 0) return records;
  const consumer = kafka.consumer({ groupId: `read-${randomUUID()}`, maxWaitTimeInMs: 100 });
  await consumer.connect();
  await consumer.subscribe({ topics: [topic], fromBeginning: true });
  await consumer.run({
    eachMessage: async ({ partition, message }) => {
      records.push({
        partition,
        offset: BigInt(message.offset),
        key: String(message.key),
        value: message.value ?? Buffer.from("null"),
        receivedMicros: Number(message.headers?.["k2-received-at"]),
      });
    },
  });
  await until(`the records of ${topic}`, () => records.length >= expected, 30_000);
  await consumer.disconnect();
  return records.sort((a, b) => a.partition - b.partition || Number(a.offset - b.offset));
}
