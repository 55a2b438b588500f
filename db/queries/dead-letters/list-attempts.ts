import type { Outcome } from "@/domain/dead-letter/replay-plan";
import type { Micros } from "@/domain/time/micros";
import type { Query } from "../../client";

/** One try at a letter, and what came of it. */
export interface LetterAttempt {
  attempt: number;
  at: Micros;
  jobId: bigint | null;
  outcome: Outcome;
  partition: number | null;
  sourceOffset: bigint | null;
  stored: number;
  duplicates: number;
  filledGaps: bigint[];
  code: string | null;
  message: string | null;
  path: string | null;
  build: string;
}

/** The tries at a letter, the newest first. One that was never tried again has none here: the letter says it all. */
export function listAttempts(sql: Query, letterId: string): Promise<LetterAttempt[]> {
  return sql<LetterAttempt[]>`
    select attempt, (extract(epoch from at) * 1000000)::float8 as at, job_id as "jobId", outcome, partition,
      source_offset as "sourceOffset", stored, duplicates, filled_gaps as "filledGaps", code, message, path, build
    from dead_letter_attempts where letter_id = ${letterId}::int8
    order by attempt desc limit 100`;
}
