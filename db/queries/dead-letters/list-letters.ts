import type { LetterFilter, LetterState, Reporter } from "@/domain/dead-letter/letter-filter";
import { formatMicros, type Micros } from "@/domain/time/micros";
import type { Query } from "../../client";
import { letterConditions } from "./letter-conditions";

export interface LetterRow {
  id: bigint;
  createdAt: Micros;
  topic: string;
  partition: number | null;
  sourceOffset: bigint | null;
  stage: string;
  code: string;
  message: string;
  path: string | null;
  badValue: string | null;
  decoder: string;
  exchange: string | null;
  symbol: string | null;
  sequence: bigint | null;
  state: LetterState;
  attempts: number;
  fingerprint: string;
  reporter: Reporter;
  hasEdit: boolean;
  jobId: bigint | null;
}

export interface LetterKey {
  createdAt: Micros;
  id: string;
}

/** Letters that pass a filter, the newest first, at most back to `until`; without their bytes. */
export function listLetters(
  sql: Query,
  filter: LetterFilter,
  after: LetterKey | null,
  limit: number,
  until?: LetterKey,
): Promise<LetterRow[]> {
  return sql<LetterRow[]>`
    select d.id, (extract(epoch from d.created_at) * 1000000)::float8 as "createdAt", d.topic, d.partition,
      d.source_offset as "sourceOffset", d.stage, d.code, d.message, d.path, d.bad_value as "badValue", d.decoder,
      d.exchange, d.symbol, d.sequence, d.state, d.attempts, d.fingerprint, d.reporter,
      d.edit_id is not null as "hasEdit", d.job_id as "jobId"
    from dead_letters d
    where true ${letterConditions(sql, filter)}
      ${after === null ? sql`` : sql`and (d.created_at, d.id) < (${formatMicros(after.createdAt)}::text::timestamptz, ${after.id}::int8)`}
      ${until === undefined ? sql`` : sql`and (d.created_at, d.id) >= (${formatMicros(until.createdAt)}::text::timestamptz, ${until.id}::int8)`}
    order by d.created_at desc, d.id desc
    limit ${limit}`;
}
