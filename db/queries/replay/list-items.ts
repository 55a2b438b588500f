import type { Outcome, Verdict } from "@/domain/dead-letter/replay-plan";
import type { Query } from "../../client";

/** A letter's part in a job, as pages see it. */
export interface ItemRow {
  letterId: bigint;
  topic: string;
  symbol: string | null;
  state: string;
  attempt: number;
  verdict: Verdict | null;
  outcome: Outcome | null;
  stored: number;
  duplicates: number;
  filledGaps: bigint[];
  code: string | null;
  message: string | null;
  path: string | null;
  note: string | null;
  isPatched: boolean;
}

export interface ItemsQuestion {
  jobId: string;
  verdict: Verdict | null;
  states: readonly string[];
  /** only those that came out otherwise than proved */
  differs: boolean;
  afterLetterId: string | null;
  limit: number;
}

/** The letters of a job, the oldest first. */
export function listItems(sql: Query, question: ItemsQuestion): Promise<ItemRow[]> {
  const { verdict, states, differs, afterLetterId } = question;
  return sql<ItemRow[]>`
    select i.letter_id as "letterId", d.topic, d.symbol, i.state, i.attempt, i.verdict, i.outcome, i.stored,
      i.duplicates, i.filled_gaps as "filledGaps", i.code, i.message, i.path, i.note,
      i.value is not null as "isPatched"
    from replay_items i join dead_letters d on d.id = i.letter_id
    where i.job_id = ${question.jobId}::int8
      ${verdict === null ? sql`` : sql`and i.verdict = ${verdict}`}
      ${states.length === 0 ? sql`` : sql`and i.state = any (${[...states]}::text[])`}
      ${differs ? sql`and i.outcome is not null and i.outcome <> case i.verdict when 'store' then 'stored' when 'fails' then 'failed' else i.verdict end` : sql``}
      ${afterLetterId === null ? sql`` : sql`and i.letter_id > ${afterLetterId}::int8`}
    order by i.letter_id limit ${question.limit}`;
}
