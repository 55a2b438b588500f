import type { Query } from "../../client";
import type { HeldBackfill } from "./claim-job";

/** How far a job is, as its worker tells. */
export interface BackfillProgress {
  calls: number;
  weight: number;
  retries: number;
  /** what it waits for, in words; null while it works */
  waitsFor: string | null;
}

/**
 * Keeps the job, and adds what was done since the last time.
 * @returns whether a person cancelled it; `lost` where it is not ours any more
 */
export async function renewLease(
  sql: Query,
  held: HeldBackfill,
  leaseMs: number,
  since: BackfillProgress,
): Promise<"lost" | "cancel" | null> {
  const [row] = await sql<{ cancelled: boolean }[]>`
    update backfill_jobs set
      lease_until = now() + ${leaseMs} * interval '1 ms',
      calls = calls + ${since.calls}, weight = weight + ${since.weight}, retries = retries + ${since.retries},
      waits_for = ${since.waitsFor}
    where id = ${held.jobId} and lease_token = ${held.token} and state = 'running'
    returning cancel_by is not null as cancelled`;
  if (row === undefined) return "lost";
  return row.cancelled ? "cancel" : null;
}
