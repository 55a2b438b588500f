import type { Sql } from "@/db/client";
import { mergeCandles } from "@/db/queries/ingest/merge-candles";
import { addToCandle, type CandleInput, type CandlePart, coarsen } from "@/domain/candle/aggregate";
import { formatMicros } from "@/domain/time/micros";
import type { Market } from "./store-trades";

const MINUTE = 60_000_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const CODES = { unknown: 0, buy: 1, sell: 2 } as const;

/** Stores trades and merges their candles in one transaction, as ingest does it. `firstId`: ids count up from it. */
export async function storeWithCandles(
  sql: Sql,
  { instrumentId, sourceId }: Market,
  trades: readonly CandleInput[],
  firstId = 1,
): Promise<void> {
  const days = new Set(trades.map((one) => formatMicros(one.timeMicros).slice(0, 10)));
  for (const day of days) await sql`select k2_ensure_trades_day(${day}::text::date)`;
  const minutes = new Map<number, CandlePart>();
  for (const one of trades) addToCandle(minutes, one, MINUTE);
  const hours = coarsen(minutes.values(), HOUR);
  const of = (parts: Map<number, CandlePart>) => [...parts.values()].map((part) => ({ instrumentId, part }));
  await sql.begin(async (tx) => {
    await tx`
      insert into trades (time, source_offset, sequence, ingested_at, instrument_id, source_id, frame_index, side, price,
        quantity, trade_id)
      select time, n, tie, now(), ${instrumentId}, ${sourceId}, 0, side, price, quantity, (${firstId}::int8 + n - 1)::text
      from unnest(${trades.map((one) => formatMicros(one.timeMicros))}::text[]::timestamptz[],
        ${trades.map((one) => String(one.tie))}::int8[], ${trades.map((one) => CODES[one.side])}::int2[],
        ${trades.map((one) => one.price)}::numeric[], ${trades.map((one) => one.quantity)}::numeric[])
        with ordinality as u (time, tie, side, price, quantity, n)`;
    await mergeCandles(tx, "1m", of(minutes));
    await mergeCandles(tx, "1h", of(hours));
    await mergeCandles(tx, "1d", of(coarsen(hours.values(), DAY)));
  });
}
