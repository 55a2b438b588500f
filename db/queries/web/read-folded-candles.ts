import { formatMicros, type Micros } from "@/domain/time/micros";
import type { Query } from "../../client";
import type { CandleQuestion, CandleRow } from "./read-candles";

export interface FoldedQuestion extends CandleQuestion {
  /** length of the wanted candles: a multiple of the table's */
  step: Micros;
  /** where one of them begins */
  origin: Micros;
}

/**
 * The newest `limit` candles of a size for which there is no table, oldest first, folded from a finer one: exactly the
 * candles that the trades would make. `from` must be the start of one.
 */
export function readFoldedCandles(sql: Query, question: FoldedQuestion): Promise<CandleRow[]> {
  return sql<CandleRow[]>`
    select * from (
      select (extract(epoch from at) * 1000000)::float8 as bucket, (array_agg(open order by bucket))[1] as open,
        max(high) as high, min(low) as low, (array_agg(close order by bucket))[count(*)] as close, sum(volume) as volume,
        sum(notional) as notional, sum(buy_volume) as "buyVolume", sum(sell_volume) as "sellVolume",
        sum(trades)::int8 as trades
      from (
        select date_bin(${`${question.step} microseconds`}::text::interval, bucket,
          ${formatMicros(question.origin)}::text::timestamptz) as at, *
        from ${sql(question.table)}
        where instrument_id = ${question.instrumentId}
          and bucket >= ${formatMicros(question.from)}::text::timestamptz
          and bucket < ${formatMicros(question.to)}::text::timestamptz) parts
      group by at order by at desc limit ${question.limit}) newest
    order by bucket`;
}
