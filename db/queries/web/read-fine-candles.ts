import { formatMicros, type Micros } from "@/domain/time/micros";
import type { Query } from "../../client";
import type { CandleRow } from "./read-candles";

export interface FineCandleQuestion {
  instrumentId: number;
  /** length of a candle, s: one of those that are kept */
  seconds: number;
  from: Micros;
  /** exclusive */
  to: Micros;
}

/**
 * The candles below a minute that are kept and begin within [from, to), oldest first. They are a copy: a minute of them is right
 * where their trades are as many as the minute's candle counts.
 */
export function readFineCandles(sql: Query, question: FineCandleQuestion): Promise<CandleRow[]> {
  const { instrumentId, seconds, from, to } = question;
  return sql<CandleRow[]>`
    select (extract(epoch from f.bucket) * 1000000)::float8 as bucket, open, high, low, close, volume, notional,
      buy_volume as "buyVolume", sell_volume as "sellVolume", trades::int8 as trades
    from fine_candles f
    where instrument_id = ${instrumentId} and step = ${seconds}
      and f.bucket >= ${formatMicros(from)}::text::timestamptz and f.bucket < ${formatMicros(to)}::text::timestamptz
    order by f.bucket`;
}
