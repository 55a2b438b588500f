import type { ReplayProgress } from "@/domain/dead-letter/replay-plan";
import type { Query } from "../../client";
import type { JobState } from "./job-row";

export interface JobEnd {
  /** `requested` and `queued`: another worker takes it up */
  state: Extract<JobState, "requested" | "queued" | "paused" | "done" | "cancelled" | "refused">;
  pausedFor?: "person" | "canary" | "build";
  note: string | null;
  progress: ReplayProgress | null;
}

/** Lets go of a job in the state it has reached. @returns false where it was not ours any more */
export async function leaveJob(
  sql: Query,
  held: { jobId: bigint; worker: string },
  end: JobEnd,
): Promise<boolean> {
  const left = await sql`
    update replay_jobs set
      state = ${end.state},
      asked = case when ${end.state} = 'queued' then asked end,
      paused_for = ${end.pausedFor ?? null},
      note = ${end.note},
      progress = coalesce(${end.progress === null ? null : JSON.stringify(end.progress)}::text::jsonb, progress),
      finished_at = case when ${end.state} in ('done', 'cancelled', 'refused') then now() end,
      lease_owner = null, lease_until = null, updated_at = now()
    where id = ${held.jobId} and lease_owner = ${held.worker}`;
  return left.count === 1;
}
