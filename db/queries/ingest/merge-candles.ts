import { type CandlePart, candleSums } from "@/domain/candle/aggregate";
import { formatMicros } from "@/domain/time/micros";
import type { Transaction } from "../../client";

export type CandleSize = "1m" | "1h" | "1d";

/** Merges the candle parts of a batch: any order of parts makes the same candle. */
export async function mergeCandles(
  tx: Transaction,
  size: CandleSize,
  parts: readonly { instrumentId: number; part: CandlePart }[],
): Promise<void> {
  const sums = parts.map(({ part }) => candleSums(part));
  const table = tx(`candles_${size}`);
  await tx`
    insert into ${table} as c (instrument_id, bucket, open, high, low, close, volume, notional, buy_volume,
      sell_volume, trades, open_time, open_tie, close_time, close_tie, max_quantity)
    select u.instrument_id, u.bucket::timestamptz, u.open, u.high, u.low, u.close, u.volume, u.notional, u.buy_volume,
      u.sell_volume, u.trades, u.open_time::timestamptz, u.open_tie, u.close_time::timestamptz, u.close_tie, u.most
    from unnest(${parts.map((one) => one.instrumentId)}::int4[],
      ${parts.map(({ part }) => formatMicros(part.bucketMicros))}::text[],
      ${parts.map(({ part }) => part.open)}::numeric[], ${parts.map(({ part }) => part.high)}::numeric[],
      ${parts.map(({ part }) => part.low)}::numeric[], ${parts.map(({ part }) => part.close)}::numeric[],
      ${sums.map((sum) => sum.volume)}::numeric[], ${sums.map((sum) => sum.notional)}::numeric[],
      ${sums.map((sum) => sum.buyVolume)}::numeric[], ${sums.map((sum) => sum.sellVolume)}::numeric[],
      ${parts.map(({ part }) => part.trades)}::int8[],
      ${parts.map(({ part }) => formatMicros(part.openTime))}::text[], ${parts.map(({ part }) => String(part.openTie))}::int8[],
      ${parts.map(({ part }) => formatMicros(part.closeTime))}::text[], ${parts.map(({ part }) => String(part.closeTie))}::int8[],
      ${parts.map(({ part }) => part.most)}::numeric[])
      as u (instrument_id, bucket, open, high, low, close, volume, notional, buy_volume, sell_volume, trades,
        open_time, open_tie, close_time, close_tie, most)
    order by 1, 2
    on conflict (instrument_id, bucket) do update set
      open = case when (excluded.open_time, excluded.open_tie) < (c.open_time, c.open_tie) then excluded.open else c.open end,
      open_time = least(excluded.open_time, c.open_time),
      open_tie = case when (excluded.open_time, excluded.open_tie) < (c.open_time, c.open_tie) then excluded.open_tie else c.open_tie end,
      close = case when (excluded.close_time, excluded.close_tie) > (c.close_time, c.close_tie) then excluded.close else c.close end,
      close_time = greatest(excluded.close_time, c.close_time),
      close_tie = case when (excluded.close_time, excluded.close_tie) > (c.close_time, c.close_tie) then excluded.close_tie else c.close_tie end,
      high = greatest(excluded.high, c.high),
      low = least(excluded.low, c.low),
      volume = c.volume + excluded.volume,
      notional = c.notional + excluded.notional,
      buy_volume = c.buy_volume + excluded.buy_volume,
      sell_volume = c.sell_volume + excluded.sell_volume,
      trades = c.trades + excluded.trades,
      -- A candle of before this column says nothing of its trades, and a part of it cannot say it for all.
      max_quantity = case when c.max_quantity is not null then greatest(excluded.max_quantity, c.max_quantity) end`;
}
