import type { Sql } from "@/db/client";
import { nextOffsets } from "@/db/queries/operations/next-offsets";
import { topicOffsets } from "../kafka/topic-offsets";
import type { Admin } from "../kafka/types";
import { matchingTopics } from "./matching-topics";

export interface CatchUp {
  /** records still to read, over all partitions that ingest reads */
  lag: bigint;
  /** partitions that wait for somebody, as `topic/partition` */
  halted: string[];
}

/** How far ingest stands behind Kafka. A partition without records needs no position. */
export async function catchUp(admin: Admin, sql: Sql, pattern: RegExp): Promise<CatchUp> {
  const ends: { name: string; low: bigint; high: bigint }[] = [];
  for (const topic of await matchingTopics(admin, pattern)) {
    for (const { partition, low, high } of await topicOffsets(admin, topic))
      ends.push({ name: `${topic}/${partition}`, low, high });
  }
  // Positions are read after the ends, so that lag is never told too small by a record that came between.
  const positions = await nextOffsets(sql);
  let lag = 0n;
  const halted: string[] = [];
  for (const { name, low, high } of ends) {
    const position = positions.get(name);
    const behind = high - (position?.next ?? low);
    if (behind <= 0n) continue;
    lag += behind;
    if (position?.halted) halted.push(name);
  }
  return { lag, halted };
}
