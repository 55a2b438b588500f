import type { SequenceRange } from "@/domain/sequence/types";
import type { Query } from "../../client";
import { formatMultirange } from "../../multirange";
import type { HeldBackfill } from "./claim-job";

/** Notes what the venue proved not to have, and that the stretch is done. @returns false where it is not ours */
export async function finishStretch(
  sql: Query,
  held: HeldBackfill,
  stretch: number,
  outcome: { omitted: readonly SequenceRange[]; expired: readonly SequenceRange[]; note: string | null },
): Promise<boolean> {
  const done = await sql`
    update backfill_items b set
      omitted = b.remaining * ${formatMultirange(outcome.omitted)}::text::int8multirange,
      expired = b.remaining * ${formatMultirange(outcome.expired)}::text::int8multirange,
      note = case when isempty(b.remaining) then null else ${outcome.note}::text end,
      done_at = now()
    from backfill_jobs j
    where b.job_id = ${held.jobId} and b.stretch = ${stretch}
      and j.id = b.job_id and j.lease_token = ${held.token} and j.state = 'running'`;
  return done.count > 0;
}
