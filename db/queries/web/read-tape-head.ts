import type { Micros } from "@/domain/time/micros";
import type { Query } from "../../client";

/** How far everything is committed, all of one moment. */
export interface TapeHead {
  /** source id → next offset: every record before it is committed */
  sources: ReadonlyMap<number, bigint>;
  /** instrument id → trades ever stored, and exchange time of the newest (null before the first) */
  instruments: ReadonlyMap<number, { stored: bigint; lastTime: Micros | null }>;
}

interface HeadRow {
  kind: "source" | "instrument";
  id: number;
  count: bigint;
  lastTime: Micros | null;
}

/** One statement, so that positions and sums belong to the same moment. */
export async function readTapeHead(sql: Query, instrumentIds: readonly number[]): Promise<TapeHead> {
  const rows = await sql<HeadRow[]>`
    select 'source' as kind, id, next_offset as count, null::float8 as "lastTime" from partition_positions
    union all
    select 'instrument', instrument_id, stored, (extract(epoch from last_time) * 1000000)::float8
    from instrument_ledger where instrument_id = any(${[...instrumentIds]}::int4[])`;
  const of = (kind: HeadRow["kind"]) => rows.filter((row) => row.kind === kind);
  return {
    sources: new Map(of("source").map((row) => [row.id, row.count])),
    instruments: new Map(
      of("instrument").map((row) => [row.id, { stored: row.count, lastTime: row.lastTime }]),
    ),
  };
}
