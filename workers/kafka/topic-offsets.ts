import type { Admin } from "kafkajs";
import pRetry from "p-retry";

/** The records a partition holds: offsets `low` (inclusive) to `high` (exclusive). */
export type PartitionOffsets = { partition: number; low: bigint; high: bigint };

/**
 * First and next offset of every partition of `topic`, by partition. A partition whose leader is just being chosen (a
 * new topic, a broker that comes back) is asked again. Rejects where the topic does not exist.
 */
export async function topicOffsets(admin: Admin, topic: string): Promise<PartitionOffsets[]> {
  const found = await pRetry(() => admin.fetchTopicOffsets(topic), {
    retries: 8,
    minTimeout: 100,
    factor: 1.6,
    shouldRetry: ({ error }) => "retriable" in error && error.retriable === true,
  });
  return found
    .map(({ partition, low, high }) => ({ partition, low: BigInt(low), high: BigInt(high) }))
    .sort((a, b) => a.partition - b.partition);
}
