import type { ReplayProgress } from "@/domain/dead-letter/replay-plan";
import type { Query } from "../../client";

/**
 * Keeps the job, and tells how far it is.
 * @returns what a person asked of it; `lost` where it is not ours any more
 */
export async function renewLease(
  sql: Query,
  held: { jobId: bigint; worker: string; leaseMs: number },
  progress: ReplayProgress | null,
): Promise<"lost" | "pause" | "cancel" | null> {
  const [row] = await sql<{ asked: "pause" | "cancel" | null }[]>`
    update replay_jobs set
      lease_until = now() + ${held.leaseMs} * interval '1 ms',
      progress = coalesce(${progress === null ? null : JSON.stringify(progress)}::text::jsonb, progress),
      updated_at = now()
    where id = ${held.jobId} and lease_owner = ${held.worker} and state in ('requested', 'running')
    returning asked`;
  return row === undefined ? "lost" : row.asked;
}
