import type { Query } from "../../client";

/** Where the trades of one UTC day are kept. */
export interface TradeDay {
  /** `YYYY-MM-DD` */
  day: string;
  /** a partition, or a chunk of the hypertable */
  table: string;
  /** name with schema, quoted where it must be */
  qualified: string;
}

/** How trades are kept: a partition a day, or a hypertable of TimescaleDB. */
export async function tradesLayout(sql: Query): Promise<"partitions" | "hypertable"> {
  const [row] = await sql<{ kind: string }[]>`
    select relkind::text as kind from pg_class where oid = 'trades'::regclass`;
  return row?.kind === "p" ? "partitions" : "hypertable";
}

/** Every day that has a table of its own, the oldest first; `before` (`YYYY-MM-DD`) is exclusive. */
export async function listTradeDays(sql: Query, before: string | null = null): Promise<TradeDay[]> {
  if ((await tradesLayout(sql)) === "partitions") {
    return sql<TradeDay[]>`
      select to_char(d.day, 'YYYY-MM-DD') as day, d.name as table, d.qualified
      from (
        select c.relname as name, c.oid::regclass::text as qualified,
          to_date(substr(c.relname, 8), 'YYYYMMDD') as day
        from pg_inherits i join pg_class c on c.oid = i.inhrelid
        where i.inhparent = 'trades'::regclass and c.relname ~ '^trades_[0-9]{8}$') d
      where ${before}::text is null or d.day < ${before}::text::date
      order by d.day`;
  }
  return sql<TradeDay[]>`
    select to_char(range_start at time zone 'UTC', 'YYYY-MM-DD') as day, chunk_name::text as table,
      format('%I.%I', chunk_schema, chunk_name) as qualified
    from timescaledb_information.chunks
    where hypertable_name = 'trades'
      and (${before}::text is null or range_end <= (${before}::text::date)::timestamp at time zone 'UTC')
    order by range_start`;
}
