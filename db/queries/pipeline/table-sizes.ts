import type { Micros } from "@/domain/time/micros";
import type { Query } from "../../client";
import { listTradeDays } from "../maintain/list-trade-days";

export interface TableSize {
  table: string;
  bytes: bigint;
  /** the planner's estimate; -1 where it was never analysed */
  rows: bigint;
}

/** Our tables with their indexes, the largest first; `trades` counts without its partitions. */
export function tableSizes(sql: Query): Promise<TableSize[]> {
  return sql<TableSize[]>`
    select c.relname as table, pg_total_relation_size(c.oid) as bytes, c.reltuples::int8 as rows
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = current_schema() and c.relkind = 'r' and c.relname !~ '^trades(_[0-9]{8})?$'
    order by 2 desc limit 12`;
}

export interface TradeStorage {
  days: number;
  /** `YYYY-MM-DD`; null where there is no day */
  first: string | null;
  last: string | null;
  bytes: bigint;
  /** the newest days that hold something, the newest first */
  newest: { day: string; bytes: bigint; rows: bigint }[];
}

/** The days of trades with their sizes: partitions, or chunks of a hypertable. */
export async function tradeStorage(sql: Query): Promise<TradeStorage> {
  const days = await listTradeDays(sql);
  const rows = await sql<{ day: string; bytes: bigint; rows: bigint }[]>`
    select u.day, pg_total_relation_size(c.oid) as bytes, c.reltuples::int8 as rows
    from unnest(${days.map((one) => one.day)}::text[], ${days.map((one) => one.qualified)}::text[]) as u (day, name)
    join pg_class c on c.oid = to_regclass(u.name)
    order by u.day`;
  return {
    days: rows.length,
    first: rows[0]?.day ?? null,
    last: rows.at(-1)?.day ?? null,
    bytes: rows.reduce((sum, one) => sum + one.bytes, 0n),
    newest: rows.slice(-6).reverse(),
  };
}

export interface Retired {
  days: number;
  trades: bigint;
  bytes: bigint;
  lastAt: Micros | null;
}

/** What retention has dropped so far. */
export async function retiredTotals(sql: Query): Promise<Retired> {
  const [row] = await sql<Retired[]>`
    select count(*)::int as days, coalesce(sum(trades), 0)::int8 as trades, coalesce(sum(bytes), 0)::int8 as bytes,
      (extract(epoch from max(retired_at)) * 1000000)::float8 as "lastAt"
    from retired_days`;
  return row ?? { days: 0, trades: 0n, bytes: 0n, lastAt: null };
}
