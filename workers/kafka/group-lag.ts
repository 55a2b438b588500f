import type { Admin } from "kafkajs";
import { topicOffsets } from "./topic-offsets";

/** How far a group stands behind one partition; `committed` is undefined where it never committed there. */
export type PartitionLag = {
  topic: string;
  partition: number;
  committed: bigint | undefined;
  low: bigint;
  high: bigint;
  /** Records still to read: from the committed offset, or from the first record kept where there is none. */
  lag: bigint;
};

/** The lag of `groupId` on every partition of `topics`. Topics must exist. */
export async function groupLag(
  admin: Admin,
  groupId: string,
  topics: readonly string[],
): Promise<PartitionLag[]> {
  if (topics.length === 0) return [];
  const committed = new Map<string, bigint>();
  for (const { topic, partitions } of await admin.fetchOffsets({ groupId, topics: [...topics] })) {
    for (const { partition, offset } of partitions) {
      const value = BigInt(offset);
      if (value >= 0n) committed.set(`${topic}/${partition}`, value);
    }
  }
  const lags: PartitionLag[] = [];
  for (const topic of topics) {
    for (const { partition, low, high } of await topicOffsets(admin, topic)) {
      const at = committed.get(`${topic}/${partition}`);
      // Retention may have passed the committed offset: what is gone cannot be read any more.
      const from = at === undefined || at < low ? low : at;
      lags.push({ topic, partition, committed: at, low, high, lag: high > from ? high - from : 0n });
    }
  }
  return lags;
}
