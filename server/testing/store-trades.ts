import type { Sql } from "@/db/client";
import { formatMicros, type Micros } from "@/domain/time/micros";

export interface Market {
  instrumentId: number;
  sourceId: number;
}

/** An instrument with a partition that feeds it. */
export async function createMarket(
  sql: Sql,
  symbol: string,
  partition: number,
  exchange = "binance",
): Promise<Market> {
  const [instrument] = await sql<{ id: number }[]>`
    insert into instruments (exchange, market, symbol, canonical_symbol, policy)
    values (${exchange}, 'spot', ${symbol}, ${symbol}, 'contiguous') returning id`;
  const [source] = await sql<{ id: number }[]>`
    insert into partition_positions (topic, partition, first_offset, next_offset)
    values (${`market.crypto.trades.${exchange}.raw`}, ${partition}, 0, 0) returning id`;
  if (instrument === undefined || source === undefined) throw new Error("an insert gives its row back");
  await sql`insert into instrument_ledger (instrument_id) values (${instrument.id})`;
  return { instrumentId: instrument.id, sourceId: source.id };
}

/** Stores trades as ingest does: rows, position and sums in one transaction; a trade a record, one every `step` µs. */
export async function storeTrades(
  sql: Sql,
  { instrumentId, sourceId }: Market,
  from: { time: Micros; offset: number },
  count: number,
  step: Micros = 1_000,
): Promise<void> {
  const at = formatMicros(from.time);
  await sql`select k2_ensure_trades_day(day::date) from generate_series(${at}::timestamptz,
    ${at}::timestamptz + (${count * step} || ' microseconds')::interval + interval '1 day', interval '1 day') as day`;
  await sql.begin(async (tx) => {
    await tx`
      insert into trades (time, source_offset, sequence, ingested_at, instrument_id, source_id, frame_index, side,
        price, quantity, trade_id)
      select ${at}::timestamptz + (n::int8 * ${step} || ' microseconds')::interval, ${from.offset} + n, ${from.offset} + n,
        now(), ${instrumentId}, ${sourceId}, 0, 1 + n % 2, 100 + n, 0.5, (${from.offset} + n)::text
      from generate_series(0, ${count - 1}) as n`;
    await tx`update partition_positions set next_offset = ${from.offset + count}, moved_at = now(),
      consumed = consumed + ${count}, decoded = decoded + ${count}, trades_decoded = trades_decoded + ${count},
      stored = stored + ${count} where id = ${sourceId}`;
    await tx`update instrument_ledger set stored = stored + ${count},
      last_time = greatest(last_time, ${at}::timestamptz + (${(count - 1) * step} || ' microseconds')::interval),
      first_time = least(first_time, ${at}::timestamptz) where instrument_id = ${instrumentId}`;
  });
}

/** The candles of everything that is stored, as ingest keeps them. */
export async function storeCandles(sql: Sql): Promise<void> {
  for (const [table, unit] of [
    ["candles_1m", "minute"],
    ["candles_1h", "hour"],
    ["candles_1d", "day"],
  ] as const) {
    await sql`truncate ${sql(table)}`;
    await sql`
      insert into ${sql(table)} (instrument_id, bucket, open, high, low, close, volume, notional, buy_volume, sell_volume,
        trades, open_time, open_tie, close_time, close_tie)
      select instrument_id, date_trunc(${unit}, time, 'UTC') as bucket,
        (array_agg(price order by time, source_offset))[1], max(price), min(price),
        (array_agg(price order by time desc, source_offset desc))[1],
        sum(quantity), sum(price * quantity), coalesce(sum(quantity) filter (where side = 1), 0),
        coalesce(sum(quantity) filter (where side = 2), 0), count(*), min(time), 0, max(time), 0
      from trades group by 1, 2`;
  }
}
