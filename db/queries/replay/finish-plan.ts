import type { ReplayPlan } from "@/domain/dead-letter/replay-plan";
import type { Query } from "../../client";

/**
 * Writes the proof with a hash of what it is about: each letter, the try that it would be, and its edit.
 * @returns false where the plan was cancelled meanwhile, or taken over
 */
export async function finishPlan(
  sql: Query,
  held: { jobId: bigint; worker: string },
  plan: ReplayPlan,
  build: string,
): Promise<boolean> {
  const finished = await sql`
    update replay_jobs set
      state = 'planned', plan = ${JSON.stringify(plan)}::text::jsonb, build = ${build}, proved_at = now(),
      letters = (select count(*) from replay_items where job_id = ${held.jobId}),
      selection_hash = (
        select encode(sha256(convert_to(coalesce(string_agg(
          letter_id || ':' || attempt || ':' || coalesce(edit_id, 0), ',' order by letter_id), ''), 'UTF8')), 'hex')
        from replay_items where job_id = ${held.jobId} and state = 'planned'),
      lease_owner = null, lease_until = null, updated_at = now()
    where id = ${held.jobId} and state = 'requested' and lease_owner = ${held.worker}`;
  return finished.count === 1;
}
