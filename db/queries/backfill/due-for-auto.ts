import type { Query } from "../../client";

/**
 * Gaps that a policy has fetched without being asked: small enough, old enough that late numbers have come, tried less
 * than three times, each time after a longer wait; of exchanges whose jobs have all ended.
 */
export async function dueForAuto(sql: Query, limit: number): Promise<{ id: bigint; exchange: string }[]> {
  return sql<{ id: bigint; exchange: string }[]>`
    select g.id, g.exchange
    from gap_policies p
    cross join lateral (
      select id, exchange from sequence_gaps
      where exchange = p.exchange and state in ('open', 'explained') and cause <> 'dead-letter'
        and missing_count <= p.auto_backfill_up_to and detected_at < now() - interval '5 seconds'
        and backfill_tries < 3
        and (backfill_tried_at is null or backfill_tried_at < now() - interval '1 minute' * 5 ^ backfill_tries)
      order by time_before desc limit ${limit}) g
    where p.auto_backfill_up_to > 0
      and not exists (select from backfill_jobs j where j.exchange = p.exchange and j.state in ('waiting', 'running'))`;
}
