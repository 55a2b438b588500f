import type { Query } from "../../client";

/** The account of every record and every trade, over all partitions, since the first record. */
export interface LedgerTotals {
  partitions: number;
  halted: number;
  consumed: bigint;
  decoded: bigint;
  ignored: bigint;
  deadLettered: bigint;
  tradesDecoded: bigint;
  stored: bigint;
  duplicates: bigint;
  conflicts: bigint;
  lost: bigint;
}

export async function readLedgerTotals(sql: Query): Promise<LedgerTotals> {
  const [row] = await sql<LedgerTotals[]>`
    select count(*)::int as partitions,
      count(halted_at)::int as halted,
      coalesce(sum(consumed), 0)::int8 as consumed,
      coalesce(sum(decoded), 0)::int8 as decoded,
      coalesce(sum(ignored), 0)::int8 as ignored,
      coalesce(sum(dead_lettered), 0)::int8 as "deadLettered",
      coalesce(sum(trades_decoded), 0)::int8 as "tradesDecoded",
      coalesce(sum(stored), 0)::int8 as stored,
      coalesce(sum(duplicates), 0)::int8 as duplicates,
      coalesce(sum(conflicts), 0)::int8 as conflicts,
      coalesce(sum(lost), 0)::int8 as lost
    from partition_positions`;
  if (row === undefined) throw new Error("an aggregate without groups gives one row");
  return row;
}
