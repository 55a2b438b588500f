import type { Admin } from "kafkajs";
import { topicOffsets } from "./topic-offsets";

/** The lowest offset that Kafka still has of a partition; Kafka's offsets stay far below 2^53. */
export async function lowOffset(admin: Admin, topic: string, partition: number): Promise<number> {
  const offsets = await topicOffsets(admin, topic);
  return Number(offsets.find((one) => one.partition === partition)?.low ?? 0n);
}
