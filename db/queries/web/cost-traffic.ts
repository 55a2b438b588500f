import type { Micros } from "@/domain/time/micros";
import type { Query } from "../../client";

/** Trades of the newest stretch of exchange time, and how evenly they came. */
export interface CostTraffic {
  trades: bigint;
  /** exchange time of the stretch's first and last trade, µs */
  firstAt: Micros;
  lastAt: Micros;
  /** minutes between the first and the last one, which are cut off; those without a trade count too */
  wholeMinutes: number;
  /** trades within those minutes */
  wholeTrades: bigint;
  busiestMinute: bigint;
}

/**
 * The newest `hours` of exchange time that hold trades; null where nothing was stored. Anchored at the newest candle and not
 * at the clock, so that a published capture of last month is measured as well. A candle of the future is a broken clock's.
 */
export async function readCostTraffic(sql: Query, hours: number): Promise<CostTraffic | null> {
  const [row] = await sql<(CostTraffic | { trades: null })[]>`
    with newest as (
      select bucket as at from candles_1m where bucket <= now() + interval '2 minutes' order by bucket desc limit 1),
    minutes as (
      select c.bucket, sum(c.trades) as trades, min(c.open_time) as first_at, max(c.close_time) as last_at
      from candles_1m c, newest
      where c.bucket > newest.at - make_interval(hours => ${hours}::int) and c.bucket <= newest.at
      group by c.bucket),
    span as (select min(bucket) as first_minute, max(bucket) as last_minute from minutes)
    select sum(trades)::int8 as trades,
      (extract(epoch from min(first_at)) * 1000000)::float8 as "firstAt",
      (extract(epoch from max(last_at)) * 1000000)::float8 as "lastAt",
      greatest(0, extract(epoch from max(last_minute) - min(first_minute)) / 60 - 1)::int as "wholeMinutes",
      coalesce(sum(trades) filter (where bucket > first_minute and bucket < last_minute), 0)::int8 as "wholeTrades",
      coalesce(max(trades) filter (where bucket > first_minute and bucket < last_minute), 0)::int8 as "busiestMinute"
    from minutes, span`;
  return row === undefined || row.trades === null ? null : row;
}
