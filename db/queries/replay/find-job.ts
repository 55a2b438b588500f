import type { Micros } from "@/domain/time/micros";
import type { Query } from "../../client";
import type { JobState } from "./job-row";

/** A job as pages see it. */
export interface JobRow {
  id: bigint;
  state: JobState;
  asked: "pause" | "cancel" | null;
  selection: unknown;
  patch: string | null;
  rate: number;
  canary: number;
  canaryPassed: boolean;
  force: boolean;
  reason: string;
  createdBy: string;
  createdAt: Micros;
  build: string | null;
  letters: bigint | null;
  proved: bigint;
  provedAt: Micros | null;
  selectionHash: string | null;
  plan: unknown;
  progress: unknown;
  startedBy: string | null;
  startedAt: Micros | null;
  finishedAt: Micros | null;
  pausedFor: "person" | "canary" | "build" | null;
  note: string | null;
  /** a worker holds it now */
  isHeld: boolean;
}

export async function findJob(sql: Query, id: string): Promise<JobRow | undefined> {
  const [row] = await readJobs(sql, { id, beforeId: null, limit: 1 });
  return row;
}

/** Jobs, the newest first. */
export function listJobs(sql: Query, beforeId: string | null, limit: number): Promise<JobRow[]> {
  return readJobs(sql, { id: null, beforeId, limit });
}

function readJobs(
  sql: Query,
  { id, beforeId, limit }: { id: string | null; beforeId: string | null; limit: number },
): Promise<JobRow[]> {
  return sql<JobRow[]>`
    select id, state, asked, selection, patch, rate, canary, canary_passed as "canaryPassed", force, reason,
      created_by as "createdBy", (extract(epoch from created_at) * 1000000)::float8 as "createdAt", build, letters,
      proved, (extract(epoch from proved_at) * 1000000)::float8 as "provedAt", selection_hash as "selectionHash", plan,
      progress, started_by as "startedBy", (extract(epoch from started_at) * 1000000)::float8 as "startedAt",
      (extract(epoch from finished_at) * 1000000)::float8 as "finishedAt", paused_for as "pausedFor", note,
      coalesce(lease_until > now(), false) as "isHeld"
    from replay_jobs
    where true
      ${id === null ? sql`` : sql`and id = ${id}::int8`}
      ${beforeId === null ? sql`` : sql`and id < ${beforeId}::int8`}
    order by id desc limit ${limit}`;
}
