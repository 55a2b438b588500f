import { formatMicros, type Micros } from "@/domain/time/micros";
import type { Query } from "../../client";

export interface MinuteCount {
  /** start of the minute */
  bucket: Micros;
  trades: bigint;
}

/** The minutes from `from` (the start of one) to `to` that hold trades of an instrument, and how many, oldest first. */
export function listMinuteCounts(
  sql: Query,
  instrumentId: number,
  from: Micros,
  to: Micros,
): Promise<MinuteCount[]> {
  return sql<MinuteCount[]>`
    select (extract(epoch from c.bucket) * 1000000)::float8 as bucket, trades
    from candles_1m c
    where instrument_id = ${instrumentId} and c.bucket >= ${formatMicros(from)}::text::timestamptz
      and c.bucket < ${formatMicros(to)}::text::timestamptz
    order by c.bucket`;
}
