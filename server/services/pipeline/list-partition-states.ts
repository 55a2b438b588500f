import { z } from "zod";
import { listPartitions } from "@/db/queries/web/list-partitions";
import type { Micros } from "@/domain/time/micros";
import { database } from "@/server/database";
import { judgeLedger } from "@/server/services/ledger/judge-ledger";
import { micros } from "@/server/trpc/exact";

export const partitionStatesInput = z.strictObject({});

export const partitionState = z.object({
  id: z.int(),
  topic: z.string(),
  partition: z.int(),
  nextOffset: z.bigint(),
  consumed: z.bigint(),
  decoded: z.bigint(),
  ignored: z.bigint(),
  deadLettered: z.bigint(),
  tradesDecoded: z.bigint(),
  stored: z.bigint(),
  duplicates: z.bigint(),
  lost: z.bigint(),
  accountedFor: z.boolean(),
  /** records behind the topic's end when that was last sampled; null where nobody samples */
  lag: z.bigint().nullable(),
  sampledAt: micros.nullable(),
  lastRecordAt: micros.nullable(),
  movedAt: micros,
  haltedAt: micros.nullable(),
  haltReason: z.string().nullable(),
});
export type PartitionState = z.infer<typeof partitionState>;

export const partitionStatesOutput = z.object({ serverTime: micros, partitions: z.array(partitionState) });

/** Every partition with its account and its lag. */
export async function listPartitionStates(now: Micros): Promise<z.infer<typeof partitionStatesOutput>> {
  const rows = await listPartitions(database());
  const partitions = rows.map(({ endOffset, ...row }) => ({
    ...row,
    accountedFor: judgeLedger(row).accountedFor,
    lag: endOffset === null ? null : endOffset > row.nextOffset ? endOffset - row.nextOffset : 0n,
  }));
  return { serverTime: now, partitions };
}
