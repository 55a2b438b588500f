import type { Query } from "../../client";

/**
 * Candles as the trades make them, those without a trade left out: the one rule for answers and for what is kept of it. By
 * time, and within a microsecond by the venue's number, else by the place in the feed, as ingest does it.
 * @param step an interval, a divisor of a minute or one
 * @param which conditions on `trades`
 */
export function candlesOfTrades(sql: Query, step: ReturnType<Query>, which: ReturnType<Query>) {
  return sql`
    select at as bucket, open, high, low, close,
      -- A sum a side, instead of one of all beside them: numerics are what this takes its time for.
      coalesce(buys, 0) + coalesce(sells, 0) + coalesce(others, 0) as volume, notional,
      coalesce(buys, 0) as buy_volume, coalesce(sells, 0) as sell_volume, trades, max_quantity
    from (
      select at, (array_agg(price order by at, time, tie))[1] as open, max(price) as high, min(price) as low,
        (array_agg(price order by at, time, tie))[count(*)] as close, sum(price * quantity) as notional,
        sum(quantity) filter (where side = 1) as buys, sum(quantity) filter (where side = 2) as sells,
        sum(quantity) filter (where side not in (1, 2)) as others, count(*) as trades, max(quantity) as max_quantity
      from (
        select date_bin(${step}, time, 'epoch'::timestamptz) as at, time,
          coalesce(sequence, source_offset * 65536 + frame_index) as tie, price, quantity, side
        from trades where ${which}) parts
      group by at) sums`;
}
