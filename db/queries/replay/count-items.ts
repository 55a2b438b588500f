import type { ReplayProgress } from "@/domain/dead-letter/replay-plan";
import type { Query } from "../../client";

export type ItemCounts = Omit<ReplayProgress, "perSecond" | "waitsFor">;

/** A job's letters by what has become of them. */
export async function countItems(sql: Query, jobId: bigint): Promise<ItemCounts> {
  const [row] = await sql<ItemCounts[]>`
    select
      count(*) filter (where state in ('planned', 'held'))::int as waiting,
      count(*) filter (where state = 'sending')::int as sending,
      count(*) filter (where state = 'sent')::int as sent,
      count(*) filter (where state = 'settled')::int as settled,
      count(*) filter (where state = 'skipped')::int as skipped,
      count(*) filter (where state = 'cancelled')::int as cancelled,
      count(*) filter (where outcome = 'stored')::int as stored,
      count(*) filter (where outcome = 'duplicate')::int as duplicate,
      count(*) filter (where outcome = 'ignored')::int as ignored,
      count(*) filter (where outcome = 'failed')::int as failed,
      count(*) filter (where outcome is not null and outcome <> case verdict when 'store' then 'stored'
        when 'fails' then 'failed' else verdict end)::int as differs
    from replay_items where job_id = ${jobId}`;
  if (row === undefined) throw new Error("an aggregate gives one row");
  return row;
}
