import type { Query } from "../../client";

/** Lets a worker begin a planned job, or go on with a paused one. @returns false where it is in another state by now */
export async function queueJob(
  sql: Query,
  jobId: bigint,
  from: "planned" | "paused",
  actor: string,
): Promise<boolean> {
  const queued = await sql`
    update replay_jobs set state = 'queued', asked = null, note = null,
      started_by = coalesce(started_by, ${actor}), started_at = coalesce(started_at, now()),
      -- Going on after the canary stopped the job is to go on regardless of it.
      canary_passed = canary_passed or paused_for is not distinct from 'canary',
      paused_for = null, updated_at = now()
    where id = ${jobId} and state = ${from} and paused_for is distinct from 'build'`;
  return queued.count === 1;
}
