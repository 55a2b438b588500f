import type { Sql } from "../../client";
import { type TradeDay, tradesLayout } from "./list-trade-days";
import { dropFineCandles } from "./save-fine-candles";

/** What a retired day held. */
export interface RetiredDay {
  trades: bigint;
  bytes: bigint;
}

/**
 * Drops a day's trades as a whole, with the fine candles that were made from them, and keeps their counts and sums for
 * the ledger, in one transaction. Readers go on until the drop; writers of that day wait for it, and then make the day
 * anew. A lock that does not come within `lockTimeoutMs` gives up: nothing has changed then.
 */
export async function retireDay(
  sql: Sql,
  { day, qualified }: TradeDay,
  lockTimeoutMs = 3_000,
): Promise<RetiredDay> {
  const layout = await tradesLayout(sql);
  const table = sql.unsafe(qualified);
  // Rows are read through the parent of a hypertable: compressed ones are not in the chunk's own table.
  const source =
    layout === "partitions"
      ? sql`${table}`
      : sql`trades where time >= ${`${day} 00:00:00Z`}::text::timestamptz
          and time < ${`${day} 00:00:00Z`}::text::timestamptz + interval '1 day'`;
  return sql.begin(async (tx) => {
    await tx`select set_config('lock_timeout', ${String(lockTimeoutMs)}, true)`;
    await dropFineCandles(tx, day);
    await tx`lock table only retired_trades in access exclusive mode`;
    await tx`lock table ${table} in share mode`;
    const [held] = await tx<RetiredDay[]>`
      with counted as (
        select source_id, instrument_id, count(*) as trades, sum(quantity) as quantity, sum(price * quantity) as notional
        from ${source} group by source_id, instrument_id
      ), kept as (
        insert into retired_trades as r (source_id, instrument_id, trades, quantity, notional)
        select source_id, instrument_id, trades, quantity, notional from counted
        on conflict (source_id, instrument_id) do update set trades = r.trades + excluded.trades,
          quantity = r.quantity + excluded.quantity, notional = r.notional + excluded.notional
      )
      insert into retired_days as d (day, trades, bytes)
      select ${day}::text::date, (select coalesce(sum(trades), 0) from counted)::int8,
        pg_total_relation_size(${qualified}::text::regclass)
      on conflict (day) do update set trades = d.trades + excluded.trades, bytes = d.bytes + excluded.bytes,
        retired_at = now()
      returning (select coalesce(sum(trades), 0) from counted)::int8 as trades, bytes`;
    if (layout === "partitions") await tx`drop table ${table}`;
    else
      await tx`
        select drop_chunks('trades', older_than => ${`${day} 00:00:00Z`}::text::timestamptz + interval '1 day',
          newer_than => ${`${day} 00:00:00Z`}::text::timestamptz)`;
    return held ?? { trades: 0n, bytes: 0n };
  });
}
