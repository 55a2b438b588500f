import type { Micros } from "@/domain/time/micros";
import type { Query } from "../../client";

/** A minute before and after a backfill: open, high, low, close, volume, trades; null where there was none. */
export interface ChangedCandle {
  instrumentId: number;
  exchange: string;
  symbol: string;
  bucket: Micros;
  before: string[] | null;
  after: string[] | null;
}

/** Minutes that a job changed, by instrument and time. */
export function listChangedCandles(sql: Query, jobId: string, limit: number): Promise<ChangedCandle[]> {
  return sql<ChangedCandle[]>`
    select b.instrument_id as "instrumentId", i.exchange, i.symbol,
      (extract(epoch from b.bucket) * 1000000)::float8 as bucket, b.before, b.after
    from backfill_candles b join instruments i on i.id = b.instrument_id
    where b.job_id = ${jobId}::int8 and b.after is not null and b.before is distinct from b.after
    order by i.exchange, i.symbol, b.bucket limit ${limit}`;
}

/** Of one instrument's minutes in [from, to) those that a backfill changed, as they were before the first that did. */
export function listCandlesBefore(
  sql: Query,
  instrumentId: number,
  from: string,
  to: string,
): Promise<{ bucket: Micros; jobId: bigint; before: string[] | null }[]> {
  return sql`
    select distinct on (bucket) (extract(epoch from bucket) * 1000000)::float8 as bucket, job_id as "jobId", before
    from backfill_candles
    where instrument_id = ${instrumentId} and bucket >= ${from}::text::timestamptz and bucket < ${to}::text::timestamptz
      and after is not null and before is distinct from after
    order by bucket, job_id`;
}
