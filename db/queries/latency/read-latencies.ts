import type { Stage } from "@/domain/latency/stages";
import type { Micros } from "@/domain/time/micros";
import type { Query } from "../../client";

/** Which latencies are meant. */
export interface LatencyQuestion {
  /** µs, by the minute of the commit; `to` exclusive */
  from: Micros;
  to: Micros;
  exchange: string | null;
  instrumentId: number | null;
  /** hours are kept for longer, and are fewer rows */
  grain: "minute" | "hour";
}

const at = (micros: Micros) => new Date(micros / 1000).toISOString();

function source(sql: Query, { from, to, exchange, instrumentId, grain }: LatencyQuestion) {
  const time = sql(grain === "minute" ? "minute" : "hour");
  return sql`
    (select l.${time} as at, l.stage, l.instrument_id, l.buckets, l.counts, i.exchange
    from ${sql(grain === "minute" ? "latency_1m" : "latency_1h")} l join instruments i on i.id = l.instrument_id
    where l.${time} >= ${at(from)}::text::timestamptz and l.${time} < ${at(to)}::text::timestamptz
      and (${exchange}::text is null or i.exchange = ${exchange})
      and (${instrumentId}::int4 is null or l.instrument_id = ${instrumentId}))`;
}

/** Counts by stage and bucket. */
export function latenciesByStage(
  sql: Query,
  question: LatencyQuestion,
): Promise<{ stage: Stage; bucket: number; count: bigint }[]> {
  return sql<{ stage: Stage; bucket: number; count: bigint }[]>`
    select l.stage, b.bucket, sum(b.count)::int8 as count
    from ${source(sql, question)} l, unnest(l.buckets, l.counts) as b (bucket, count)
    group by 1, 2`;
}

/** Counts of one stage by instrument and bucket. */
export function latenciesByInstrument(
  sql: Query,
  question: LatencyQuestion,
  stage: Stage,
): Promise<{ instrumentId: number; exchange: string; symbol: string; bucket: number; count: bigint }[]> {
  return sql<{ instrumentId: number; exchange: string; symbol: string; bucket: number; count: bigint }[]>`
    select i.id as "instrumentId", i.exchange, i.symbol, b.bucket, sum(b.count)::int8 as count
    from ${source(sql, question)} l join instruments i on i.id = l.instrument_id,
      unnest(l.buckets, l.counts) as b (bucket, count)
    where l.stage = ${stage} group by 1, 2, 3, 4`;
}

/** Counts of one stage by time (µs, a multiple of `stepMicros`) and bucket. */
export function latenciesByTime(
  sql: Query,
  question: LatencyQuestion,
  stage: Stage,
  stepMicros: number,
): Promise<{ at: Micros; bucket: number; count: bigint }[]> {
  return sql<{ at: Micros; bucket: number; count: bigint }[]>`
    select (floor(extract(epoch from l.at) * 1000000 / ${stepMicros}::float8) * ${stepMicros}::float8)::float8 as at, b.bucket,
      sum(b.count)::int8 as count
    from ${source(sql, question)} l, unnest(l.buckets, l.counts) as b (bucket, count)
    where l.stage = ${stage} group by 1, 2 order by 1`;
}
