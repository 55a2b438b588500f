import { randomBytes } from "node:crypto";
import type { ReplaySelection } from "@/domain/dead-letter/letter-filter";
import type { Query } from "../../client";

export interface NewJob {
  selection: ReplaySelection;
  /** a JSON Patch as text; null where values go as they are */
  patch: string | null;
  rate: number;
  canary: number;
  force: boolean;
  reason: string;
  createdBy: string;
}

/** Asks for a plan of what is there now: letters that come later do not belong to it. @returns the job's id */
export async function insertJob(sql: Query, job: NewJob): Promise<bigint> {
  const [row] = await sql<{ id: bigint }[]>`
    insert into replay_jobs (token, selection, last_letter_id, patch, rate, canary, force, reason, created_by)
    values (${randomBytes(12).toString("hex")}, ${JSON.stringify(job.selection)}::text::jsonb,
      (select coalesce(max(id), 0) from dead_letters), ${job.patch}, ${job.rate}, ${job.canary}, ${job.force},
      ${job.reason}, ${job.createdBy})
    returning id`;
  if (row === undefined) throw new Error("an insert that returns gives its row");
  return row.id;
}
