import type { Query } from "../../client";
import type { HeldBackfill } from "./claim-job";

/** Notes that the venue wants no call before this time, so that whoever goes on with the job waits too. */
export async function setNotBefore(sql: Query, held: HeldBackfill, seconds: number): Promise<void> {
  await sql`
    update backfill_jobs set not_before = now() + ${seconds} * interval '1 second'
    where id = ${held.jobId} and lease_token = ${held.token}`;
}

/** Nothing more is fetched; `error` says why, where it did not come to its end. @returns false where it is not ours */
export async function beginSettling(sql: Query, held: HeldBackfill, error: string | null): Promise<boolean> {
  const moved = await sql`
    update backfill_jobs set phase = 'settling', error = coalesce(error, ${error}::text)
    where id = ${held.jobId} and lease_token = ${held.token} and state = 'running'`;
  return moved.count === 1;
}

/** Lets go of a job so that another worker takes it up at once. */
export async function releaseJob(sql: Query, held: HeldBackfill, waitsFor: string | null): Promise<void> {
  await sql`
    update backfill_jobs set state = 'waiting', lease_owner = null, lease_until = null, waits_for = ${waitsFor}
    where id = ${held.jobId} and lease_token = ${held.token} and state = 'running'`;
}

/** A person wants a job to end. @returns false where it has ended */
export async function cancelJob(sql: Query, jobId: bigint, actor: string): Promise<boolean> {
  const asked = await sql`
    update backfill_jobs set cancel_by = coalesce(cancel_by, ${actor})
    where id = ${jobId} and state in ('waiting', 'running')`;
  return asked.count === 1;
}
