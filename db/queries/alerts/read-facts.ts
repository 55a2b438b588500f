import type { FeedFact, GapFact, LetterFact, WorkerFact } from "@/domain/alert/facts";
import type { Micros } from "@/domain/time/micros";
import type { Query } from "../../client";

/** Feeds with their rate over the ten minutes before their last trade, so that a silence does not lower its own limit. */
export function feedFacts(sql: Query): Promise<FeedFact[]> {
  return sql<FeedFact[]>`
    select f.exchange, f.state, f.reason,
      (extract(epoch from f.last_message_at) * 1000000)::float8 as "lastMessageAt",
      (extract(epoch from f.connected_at) * 1000000)::float8 as "connectedAt",
      (extract(epoch from w.started_at) * 1000000)::float8 as "servedSince",
      r.rate as "tradesPerSecond"
    from feed_connections f
    left join worker_heartbeats w on w.worker_id = f.worker_id
    left join lateral (
      select (sum(c.trades) / 600)::float8 as rate
      from instruments i join candles_1m c on c.instrument_id = i.id
      where i.exchange = f.exchange and c.bucket > f.last_message_at - interval '10 minutes'
        and c.bucket <= f.last_message_at) r on true
    order by f.exchange`;
}

/** Gaps that wait for somebody, by instrument; from counts that are kept, so that a million of them cost nothing. */
export function gapFacts(sql: Query): Promise<GapFact[]> {
  return sql<GapFact[]>`
    select i.exchange, i.market, i.symbol, c.gaps::int as gaps, c.missing::int8 as missing,
      (extract(epoch from o.since) * 1000000)::float8 as "oldestAt"
    from (
      select instrument_id, sum(gaps) as gaps, sum(missing) as missing from gap_counts
      where state in ('open', 'explained', 'backfilling') group by instrument_id having sum(gaps) > 0) c
    join instruments i on i.id = c.instrument_id
    cross join lateral (
      select detected_at as since from sequence_gaps
      where instrument_id = c.instrument_id and state in ('open', 'explained', 'backfilling')
      order by detected_at limit 1) o
    order by i.id`;
}

/** Dead letters of the last minute by topic, beside the records read. */
export function letterFacts(sql: Query): Promise<LetterFact[]> {
  return sql<LetterFact[]>`
    select l.topic, l.letters, coalesce(r.records, 0)::int as records
    from (
      select topic, count(*)::int as letters from dead_letters
      where created_at > now() - interval '1 minute' and reporter = 'ingest' group by topic) l
    left join (
      select topic, sum(moved)::int8 as records from (
        select topic, max(next_offset) - min(next_offset) as moved from lag_samples
        where sampled_at > now() - interval '1 minute' group by topic, partition) m
      group by topic) r on r.topic = l.topic`;
}

/** Workers that beat within the last day. */
export function workerFacts(sql: Query): Promise<WorkerFact[]> {
  return sql<WorkerFact[]>`
    select worker_id as "workerId", roles, host,
      (extract(epoch from started_at) * 1000000)::float8 as "startedAt",
      (extract(epoch from beat_at) * 1000000)::float8 as "beatAt",
      (extract(epoch from stopped_at) * 1000000)::float8 as "stoppedAt"
    from worker_heartbeats where beat_at > now() - interval '1 day'`;
}

/** The database's clock: times in the facts are its own. */
export async function databaseNow(sql: Query): Promise<Micros> {
  const [row] = await sql<{ now: Micros }[]>`
    select (extract(epoch from clock_timestamp()) * 1000000)::float8 as now`;
  return row?.now ?? 0;
}
