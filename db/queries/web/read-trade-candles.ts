import { formatMicros, type Micros } from "@/domain/time/micros";
import type { Query } from "../../client";
import type { CandleRow } from "./read-candles";

export interface TradeCandleQuestion {
  instrumentId: number;
  /** start of a candle */
  from: Micros;
  /** exclusive */
  to: Micros;
  /** length of a candle, at most a minute */
  step: Micros;
  /** the newest so many */
  limit: number;
}

/**
 * Candles finer than any table's, made from the trades of a short range, oldest first; the same rule as ingest's: by
 * time, and within a microsecond by the venue's number, else by the place in the feed. Reads every trade of the range.
 */
export function readTradeCandles(sql: Query, question: TradeCandleQuestion): Promise<CandleRow[]> {
  return sql<CandleRow[]>`
    select bucket, open, high, low, close,
      -- A sum a side, instead of one of all beside them: numerics are what this takes its time for.
      coalesce("buyVolume", 0) + coalesce("sellVolume", 0) + coalesce("otherVolume", 0) as volume, notional,
      coalesce("buyVolume", 0) as "buyVolume", coalesce("sellVolume", 0) as "sellVolume", trades
    from (
      select (extract(epoch from at) * 1000000)::float8 as bucket,
        (array_agg(price order by at, time, tie))[1] as open, max(price) as high, min(price) as low,
        (array_agg(price order by at, time, tie))[count(*)] as close,
        sum(price * quantity) as notional, sum(quantity) filter (where side = 1) as "buyVolume",
        sum(quantity) filter (where side = 2) as "sellVolume",
        sum(quantity) filter (where side not in (1, 2)) as "otherVolume", count(*) as trades
      from (
        select date_bin(${`${question.step} microseconds`}::text::interval, time, 'epoch'::timestamptz) as at, time,
          coalesce(sequence, source_offset * 65536 + frame_index) as tie, price, quantity, side
        from trades
        where instrument_id = ${question.instrumentId} and time >= ${formatMicros(question.from)}::text::timestamptz
          and time < ${formatMicros(question.to)}::text::timestamptz) parts
      group by at order by at desc limit ${question.limit}) newest
    order by bucket`;
}
