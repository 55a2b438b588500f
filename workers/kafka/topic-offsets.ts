import type { Admin } from "kafkajs";

/** The records a partition holds: offsets `low` (inclusive) to `high` (exclusive). */
export type PartitionOffsets = { partition: number; low: bigint; high: bigint };

/** First and next offset of every partition of `topic`, by partition. Rejects where the topic does not exist. */
export async function topicOffsets(admin: Admin, topic: string): Promise<PartitionOffsets[]> {
  const found = await admin.fetchTopicOffsets(topic);
  return found
    .map(({ partition, low, high }) => ({ partition, low: BigInt(low), high: BigInt(high) }))
    .sort((a, b) => a.partition - b.partition);
}
