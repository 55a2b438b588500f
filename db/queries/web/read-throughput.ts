import { formatMicros, type Micros } from "@/domain/time/micros";
import type { Query } from "../../client";

export type CandleTable = "candles_1m" | "candles_1h" | "candles_1d";

export interface ThroughputPoint {
  exchange: string;
  /** start of the bucket, µs */
  bucket: Micros;
  trades: bigint;
}

/** Trades a bucket and exchange, by exchange time, from `from` (inclusive) to `to` (exclusive). */
export function readThroughput(
  sql: Query,
  table: CandleTable,
  from: Micros,
  to: Micros,
): Promise<ThroughputPoint[]> {
  return sql<ThroughputPoint[]>`
    select i.exchange, (extract(epoch from c.bucket) * 1000000)::float8 as bucket, sum(c.trades)::int8 as trades
    from ${sql(table)} c join instruments i on i.id = c.instrument_id
    where c.bucket >= ${formatMicros(from)}::timestamptz and c.bucket < ${formatMicros(to)}::timestamptz
    group by i.exchange, c.bucket
    order by c.bucket, i.exchange`;
}
