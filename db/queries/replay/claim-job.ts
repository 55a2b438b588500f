import type { Query } from "../../client";
import { type ClaimedJob, type ClaimedJobRow, toClaimedJob } from "./job-row";

/**
 * Takes the oldest job that waits for a planner, or for a runner, and that nobody holds; for `leaseMs`, unless renewed.
 * A paused job is taken only to be cancelled.
 */
export async function claimJob(
  sql: Query,
  kind: "plan" | "run",
  worker: string,
  leaseMs: number,
): Promise<ClaimedJob | undefined> {
  const ready =
    kind === "plan"
      ? sql`state = 'requested'`
      : sql`(state in ('queued', 'running') or (state = 'paused' and asked = 'cancel'))`;
  const [row] = await sql<ClaimedJobRow[]>`
    update replay_jobs set
      lease_owner = ${worker},
      lease_until = now() + ${leaseMs} * interval '1 ms',
      state = case when state = 'requested' then state else 'running' end,
      updated_at = now()
    where id = (
      select id from replay_jobs
      where ${ready} and (lease_until is null or lease_until < now())
      order by id for update skip locked limit 1)
    returning id, token, state, selection, last_letter_id as "lastLetterId", patch, rate, canary,
      canary_passed as "canaryPassed", force, build, reason, started_by as "startedBy"`;
  return row === undefined ? undefined : toClaimedJob(row);
}
