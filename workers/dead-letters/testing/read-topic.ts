import { randomUUID } from "node:crypto";
import { until } from "../../ingest/testing/until";
import { topicOffsets } from "../../kafka/topic-offsets";
import type { Kafka, KafkaMessage } from "../../kafka/types";

/** Everything that a topic holds, with headers; waits for at least so many records. */
export async function readTopic(
  kafka: Kafka,
  topic: string,
  atLeast = 0,
): Promise<(KafkaMessage & { partition: number })[]> {
  const admin = kafka.admin();
  await admin.connect();
  const records: (KafkaMessage & { partition: number })[] = [];
  const consumer = kafka.consumer({ groupId: `read-${randomUUID()}`, maxWaitTimeInMs: 100 });
  await consumer.connect();
  await consumer.subscribe({ topics: [topic], fromBeginning: true });
  await consumer.run({
    eachMessage: async ({ partition, message }) => {
      records.push({ ...message, partition });
    },
  });
  await until(`the records of ${topic}`, async () => {
    const offsets = await topicOffsets(admin, topic);
    const held = offsets.reduce((sum, { low, high }) => sum + Number(high - low), 0);
    return records.length >= Math.max(held, atLeast);
  });
  await Promise.all([consumer.disconnect(), admin.disconnect()]);
  return records;
}
