import type { CanaryLetter } from "@/domain/dead-letter/judge-canary";
import type { Query } from "../../client";

/** The letters that a job has sent so far, the first ones first. */
export function canaryLetters(sql: Query, jobId: bigint, limit: number): Promise<CanaryLetter[]> {
  return sql<CanaryLetter[]>`
    select letter_id as "letterId", verdict, outcome from replay_items
    where job_id = ${jobId} and verdict is not null
      and (state in ('sending', 'sent') or (state = 'settled' and outcome is not null))
    order by letter_id limit ${limit}`;
}
