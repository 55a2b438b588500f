import type { Query } from "../../client";
import { letterConditions } from "../dead-letters/letter-conditions";
import type { ClaimedJob } from "./job-row";

/**
 * Writes down which letters a job means, once; those that cannot be replayed now are in it as skipped, with the reason.
 * @returns how many; at most `limit`
 */
export async function insertItems(
  tx: Query,
  job: Pick<ClaimedJob, "id" | "selection" | "lastLetterId">,
  limit: number,
): Promise<number> {
  const { selection } = job;
  const chosen =
    selection.kind === "ids"
      ? tx`and d.id = any (${selection.ids}::int8[])`
      : letterConditions(tx, selection.filter);
  await tx`delete from replay_items where job_id = ${job.id}`; // a planner that died may have left some
  const inserted = await tx`
    insert into replay_items (job_id, letter_id, attempt, edit_id, state, note)
    select ${job.id}, d.id, d.attempts + 1, d.edit_id,
      case when d.state = 'failed' then 'planned' else 'skipped' end,
      case d.state
        when 'resolved' then 'It is resolved already.'
        when 'discarded' then 'It was discarded.'
        when 'failed' then null
        else 'Job ' || coalesce(d.job_id::text, '?') || ' holds it.'
      end
    from dead_letters d
    where d.id <= ${job.lastLetterId} ${chosen}
    order by d.id
    limit ${limit}`;
  await tx`update replay_jobs set letters = ${inserted.count}, proved = 0 where id = ${job.id}`;
  return inserted.count;
}
