import type { HeaderPairs } from "@/domain/dead-letter/header-pairs";
import type { LetterState, Reporter } from "@/domain/dead-letter/letter-filter";
import type { Micros } from "@/domain/time/micros";
import type { Query } from "../../client";

/** A letter with everything that is kept of it. */
export interface WholeLetter {
  id: bigint;
  createdAt: Micros;
  updatedAt: Micros;
  recordTime: Micros | null;
  topic: string;
  partition: number | null;
  sourceOffset: bigint | null;
  key: Buffer | null;
  value: Buffer | null;
  headers: HeaderPairs;
  stage: string;
  code: string;
  message: string;
  path: string | null;
  badValue: string | null;
  decoder: string;
  fingerprint: string;
  build: string;
  exchange: string | null;
  market: string | null;
  symbol: string | null;
  sequence: bigint | null;
  state: LetterState;
  attempts: number;
  reporter: Reporter;
  dlqTopic: string | null;
  dlqPartition: number | null;
  dlqOffset: bigint | null;
  publishedAt: Micros | null;
  jobId: bigint | null;
  note: string | null;
  editId: bigint | null;
  editValue: Buffer | null;
  /** what the partition's decoders remember of earlier frames */
  decoderState: unknown;
}

export async function findLetter(sql: Query, id: string): Promise<WholeLetter | undefined> {
  const [row] = await sql<WholeLetter[]>`
    select d.id, (extract(epoch from d.created_at) * 1000000)::float8 as "createdAt",
      (extract(epoch from d.updated_at) * 1000000)::float8 as "updatedAt",
      (extract(epoch from d.record_time) * 1000000)::float8 as "recordTime",
      d.topic, d.partition, d.source_offset as "sourceOffset", d.key, d.value, d.headers, d.stage, d.code, d.message,
      d.path, d.bad_value as "badValue", d.decoder, d.fingerprint, d.build, d.exchange, d.market, d.symbol, d.sequence,
      d.state, d.attempts, d.reporter, d.dlq_topic as "dlqTopic", d.dlq_partition as "dlqPartition",
      d.dlq_offset as "dlqOffset", (extract(epoch from d.published_at) * 1000000)::float8 as "publishedAt",
      d.job_id as "jobId", d.note, d.edit_id as "editId", e.value as "editValue", p.decoder_state as "decoderState"
    from dead_letters d
    left join dead_letter_edits e on e.id = d.edit_id
    left join partition_positions p on p.topic = d.topic and p.partition = d.partition
    where d.id = ${id}::int8`;
  return row;
}
