import type { Query } from "../../client";

/** How long the newest trades of an exchange took from exchange time to the batch that stored them. */
export interface RecentDelays {
  exchange: string;
  n: number;
  /** milliseconds; negative where the exchange's clock is ahead of ours */
  p50: number;
  p95: number;
  p99: number;
  max: number;
  /** how many of them are negative */
  negative: number;
}

/** Percentiles over the newest `perInstrument` trades of each instrument that traded within the last 15 minutes. */
export function readRecentDelays(sql: Query, perInstrument: number): Promise<RecentDelays[]> {
  return sql<RecentDelays[]>`
    select i.exchange, count(*)::int as n,
      percentile_cont(0.5) within group (order by d.ms)::float8 as p50,
      percentile_cont(0.95) within group (order by d.ms)::float8 as p95,
      percentile_cont(0.99) within group (order by d.ms)::float8 as p99,
      max(d.ms)::float8 as max,
      count(*) filter (where d.ms < 0)::int as negative
    from instruments i
    join instrument_ledger l on l.instrument_id = i.id and l.last_time > now() - interval '15 minutes'
    cross join lateral (
      select extract(epoch from t.ingested_at - t.time) * 1000 as ms from trades t
      where t.instrument_id = i.id and t.time > now() - interval '15 minutes'
      order by t.time desc, t.trade_id desc limit ${perInstrument}) d
    group by i.exchange
    order by i.exchange`;
}
