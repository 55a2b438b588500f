import { formatMicros, type Micros } from "@/domain/time/micros";
import type { Query } from "../../client";
import type { CandleTable } from "./read-throughput";

export interface CandleRow {
  bucket: Micros;
  open: string;
  high: string;
  low: string;
  close: string;
  volume: string;
  notional: string;
  buyVolume: string;
  sellVolume: string;
  trades: bigint;
}

export interface CandleQuestion {
  instrumentId: number;
  table: CandleTable;
  from: Micros;
  to: Micros;
  limit: number;
}

/** The newest `limit` candles that begin within [from, to), oldest first. Buckets without a trade have no row. */
export function readCandles(sql: Query, question: CandleQuestion): Promise<CandleRow[]> {
  return sql<CandleRow[]>`
    select * from (
      select (extract(epoch from bucket) * 1000000)::float8 as bucket, open, high, low, close, volume, notional,
        buy_volume as "buyVolume", sell_volume as "sellVolume", trades
      from ${sql(question.table)} candles
      where instrument_id = ${question.instrumentId}
        and bucket >= ${formatMicros(question.from)}::timestamptz and bucket < ${formatMicros(question.to)}::timestamptz
      order by candles.bucket desc limit ${question.limit}) newest
    order by bucket`;
}
