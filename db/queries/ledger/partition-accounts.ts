import type { Query } from "../../client";

/** The account of one topic partition. Counts are of records, but for the trades of frames that carry several. */
export interface PartitionAccount {
  sourceId: number;
  topic: string;
  partition: number;
  nextOffset: bigint;
  consumed: bigint;
  decoded: bigint;
  ignored: bigint;
  deadLettered: bigint;
  tradesDecoded: bigint;
  stored: bigint;
  duplicates: bigint;
  conflicts: bigint;
  lost: bigint;
  halted: boolean;
}

/** Every partition that was read, by topic and number. */
export async function partitionAccounts(sql: Query): Promise<PartitionAccount[]> {
  return sql<PartitionAccount[]>`
    select id as "sourceId", topic, partition, next_offset as "nextOffset", consumed, decoded, ignored,
      dead_lettered as "deadLettered", trades_decoded as "tradesDecoded", stored, duplicates, conflicts, lost,
      halted_at is not null as halted
    from partition_positions order by topic, partition`;
}
