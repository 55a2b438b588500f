import type { Outcome, Verdict } from "@/domain/dead-letter/replay-plan";
import type { Micros } from "@/domain/time/micros";
import type { Query } from "../../client";

/** A letter's part in a replay. */
export interface LetterJob {
  jobId: bigint;
  createdAt: Micros;
  createdBy: string;
  reason: string;
  jobState: string;
  state: string;
  verdict: Verdict | null;
  outcome: Outcome | null;
  note: string | null;
}

/** The replays that a letter was part of, the newest first. */
export function listLetterJobs(sql: Query, letterId: string): Promise<LetterJob[]> {
  return sql<LetterJob[]>`
    select i.job_id as "jobId", (extract(epoch from j.created_at) * 1000000)::float8 as "createdAt",
      j.created_by as "createdBy", j.reason, j.state as "jobState", i.state, i.verdict, i.outcome, i.note
    from replay_items i join replay_jobs j on j.id = i.job_id
    where i.letter_id = ${letterId}::int8
    order by i.job_id desc limit 20`;
}
