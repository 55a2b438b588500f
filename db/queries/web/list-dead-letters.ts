import type { Micros } from "@/domain/time/micros";
import type { Query } from "../../client";

export type DeadLetterState = "failed" | "replaying" | "replayed" | "resolved" | "discarded";

export interface DeadLetterRow {
  id: bigint;
  createdAt: Micros;
  topic: string;
  partition: number;
  sourceOffset: bigint;
  stage: string;
  code: string;
  message: string;
  path: string | null;
  badValue: string | null;
  decoder: string;
  exchange: string | null;
  symbol: string | null;
  sequence: bigint | null;
  state: DeadLetterState;
  attempts: number;
  fingerprint: string;
}

export interface DeadLettersQuestion {
  states: readonly DeadLetterState[];
  fingerprint: string | null;
  /** the id of the last row of the page before */
  beforeId: string | null;
  limit: number;
}

/** Letters, the newest first; without their bytes. */
export function listDeadLetters(sql: Query, question: DeadLettersQuestion): Promise<DeadLetterRow[]> {
  return sql<DeadLetterRow[]>`
    select id, (extract(epoch from created_at) * 1000000)::float8 as "createdAt", topic, partition,
      source_offset as "sourceOffset", stage, code, message, path, bad_value as "badValue", decoder, exchange, symbol,
      sequence, state, attempts, fingerprint
    from dead_letters
    where true
      ${question.states.length === 0 ? sql`` : sql`and state = any(${[...question.states]}::text[])`}
      ${question.fingerprint === null ? sql`` : sql`and fingerprint = ${question.fingerprint}`}
      ${question.beforeId === null ? sql`` : sql`and id < ${question.beforeId}::int8`}
    order by id desc
    limit ${question.limit}`;
}
