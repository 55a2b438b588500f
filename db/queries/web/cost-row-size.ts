import type { Query } from "../../client";

/** The hot store's trades on disk. */
export interface CostRowSize {
  /** with indexes and TOAST */
  bytes: bigint;
  /** as Postgres's statistics count them: near, not exact */
  rows: bigint;
  /** days (or chunks) that hold them */
  tables: number;
}

/** Size and rows of all partitions of `trades`; a partition whose rows are not known counts for neither. */
export async function readCostRowSize(sql: Query): Promise<CostRowSize> {
  const [row] = await sql<CostRowSize[]>`
    with parts as (
      select pg_total_relation_size(c.oid) as bytes,
        greatest(c.reltuples::int8, pg_stat_get_live_tuples(c.oid)) as rows
      from pg_inherits i join pg_class c on c.oid = i.inhrelid
      where i.inhparent = 'trades'::regclass)
    select coalesce(sum(bytes), 0)::int8 as bytes, coalesce(sum(rows), 0)::int8 as rows, count(*)::int as tables
    from parts where rows > 0`;
  if (row === undefined) throw new Error("an aggregate without groups gives one row");
  return row;
}
