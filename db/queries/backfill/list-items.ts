import type { Query } from "../../client";

/** A gap's part of a job, for people. Counts are decimal text. */
export interface BackfillItemRow {
  position: number;
  gapId: bigint;
  exchange: string;
  symbol: string;
  asked: string;
  remaining: string;
  omitted: string;
  expired: string;
  isDone: boolean;
  note: string | null;
  gapState: string;
}

/** The gaps of a job, those with something left first. */
export function listItems(sql: Query, jobId: string, limit: number): Promise<BackfillItemRow[]> {
  return sql<BackfillItemRow[]>`
    select b.position, b.gap_id as "gapId", i.exchange, i.symbol, k2_count(b.asked)::text as asked,
      k2_count(b.remaining)::text as remaining, k2_count(b.omitted)::text as omitted, k2_count(b.expired)::text as expired,
      b.done_at is not null as "isDone", b.note, g.state as "gapState"
    from backfill_items b join instruments i on i.id = b.instrument_id join sequence_gaps g on g.id = b.gap_id
    where b.job_id = ${jobId}::int8
    order by isempty(b.remaining), b.position limit ${limit}`;
}
