import type { Query } from "../../client";

/** What waits for a person, for the counters of the navigation; each counted up to `limit`. */
export interface AttentionCounts {
  gaps: number;
  deadLetters: number;
  alerts: number;
  halted: number;
}

export async function countAttention(sql: Query, limit: number): Promise<AttentionCounts> {
  const [row] = await sql<AttentionCounts[]>`
    select
      (select count(*)::int from (select 1 from sequence_gaps where state = 'open' limit ${limit}) g) as gaps,
      (select count(*)::int from (select 1 from dead_letters where state = 'failed' limit ${limit}) d) as "deadLetters",
      (select count(*)::int from (select 1 from alerts
         where closed_at is null and acknowledged_at is null
           and (silenced_until is null or silenced_until < now()) limit ${limit}) a) as alerts,
      (select count(*)::int from partition_positions where halted_at is not null) as halted`;
  if (row === undefined) throw new Error("a select without from gives one row");
  return row;
}
