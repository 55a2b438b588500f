import { setTimeout as wait } from "node:timers/promises";
import type { Sql } from "@/db/client";
import { nextOffsets } from "@/db/queries/operations/next-offsets";
import { returnUnsent } from "@/db/queries/replay/return-unsent";
import { uncertainTopics } from "@/db/queries/replay/uncertain-topics";
import { topicOffsets } from "../kafka/topic-offsets";
import type { Admin } from "../kafka/types";
import type { Break, Lease } from "./lease";

export interface RecoverDeps {
  sql: Sql;
  admin: Admin;
  isRead(topic: string): boolean;
}

/**
 * Finds out which letters a broken run had sent. Ingest settles every one that reached Kafka; so once it has passed all
 * that Kafka holds now, those that are still unsettled never arrived, and are sent again. A topic that ingest does not
 * read gives no such answer: there a letter may go twice, with the same id and try in its headers.
 */
export async function recoverUncertain(
  deps: RecoverDeps,
  jobId: bigint,
  lease: Lease,
): Promise<Exclude<Break, "cancel"> | null> {
  for (const topic of await uncertainTopics(deps.sql, jobId)) {
    if (deps.isRead(topic)) {
      const ends = await topicOffsets(deps.admin, topic);
      while (true) {
        const broken = lease.broken();
        if (broken !== null && broken !== "cancel") return broken;
        const positions = await nextOffsets(deps.sql);
        const behind = ends.filter(
          ({ partition, low, high }) => (positions.get(`${topic}/${partition}`)?.next ?? low) < high,
        );
        if (behind.length === 0) break;
        lease.waitsFor = `Something broke while letters were sent. Ingest has to read ${topic} to its end to tell which of them arrived.`;
        await wait(100);
      }
      lease.waitsFor = null;
    }
    await returnUnsent(deps.sql, jobId, topic);
  }
  return null;
}
