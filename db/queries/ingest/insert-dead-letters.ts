import type { DeadLetterStage } from "@/domain/trade/decode-error";
import type { Query } from "../../client";

/** A record that could not be stored, as it came, with what was wrong. */
export interface NewDeadLetter {
  topic: string;
  /** null, as the offset, where a foreign report does not name it */
  partition: number | null;
  sourceOffset: number | null;
  /** Kafka's timestamp of the record, ISO; null where it has none */
  recordTime: string | null;
  key: Buffer | null;
  value: Buffer | null;
  /** `[[name, base64], …]`; a header may have no value */
  headers: [string, string | null][];
  stage: DeadLetterStage;
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
  /** where a foreign dead-letter topic holds it; null for our own letters */
  foreign: ForeignPlace | null;
}

export interface ForeignPlace {
  reporter: "connect" | "spring" | "k2" | "unknown";
  topic: string;
  partition: number;
  offset: number;
}

/** A statement's values together: a record may have 10 MB. */
const MAX_BYTES = 4_000_000;
const MAX_ROWS = 2_000;

/** Postgres text holds no NUL, and a lone surrogate is no UTF-8: both are shown as U+FFFD. */
const clean = (text: string | null) => text?.replaceAll("\u0000", "\uFFFD").toWellFormed() ?? null;
const hex = (bytes: Buffer | null) => bytes?.toString("hex") ?? null;
/** An array whose first element is null takes the type of none: numbers travel as text. */
const number = (value: number | bigint | null) => value?.toString() ?? null;

/**
 * Stores dead letters. The position's compare-and-set keeps a record of ours from being stored twice; a foreign one
 * that is there already is left as it is.
 * @returns how many were new
 */
export async function insertDeadLetters(tx: Query, letters: readonly NewDeadLetter[]): Promise<number> {
  let stored = 0;
  for (const chunk of chunksOf(letters)) stored += await insertChunk(tx, chunk);
  return stored;
}

async function insertChunk(tx: Query, letters: readonly NewDeadLetter[]): Promise<number> {
  const column = <T>(of: (letter: NewDeadLetter) => T) => letters.map(of);
  const inserted = await tx`
    insert into dead_letters (topic, partition, source_offset, record_time, key, value, headers, stage, code, message,
      path, bad_value, decoder, fingerprint, build, exchange, market, symbol, instrument_id, sequence,
      reporter, dlq_topic, dlq_partition, dlq_offset, published_at)
    select u.topic, u.partition::int4, u.source_offset::int8, u.record_time::timestamptz, decode(u.key, 'hex'),
      decode(u.value, 'hex'), u.headers::jsonb, u.stage, u.code, u.message, u.path, u.bad_value, u.decoder,
      u.fingerprint, u.build, u.exchange, u.market, u.symbol, i.id, u.sequence::int8,
      coalesce(u.reporter, 'ingest'), u.dlq_topic, u.dlq_partition::int4, u.dlq_offset::int8,
      case when u.dlq_topic is not null then now() end
    from unnest(${column((one) => clean(one.topic))}::text[], ${column((one) => number(one.partition))}::text[],
      ${column((one) => number(one.sourceOffset))}::text[], ${column((one) => one.recordTime)}::text[],
      ${column((one) => hex(one.key))}::text[], ${column((one) => hex(one.value))}::text[],
      ${column((one) => JSON.stringify(one.headers.map(([name, value]) => [clean(name), value])))}::text[],
      ${column((one) => one.stage)}::text[], ${column((one) => one.code)}::text[],
      ${column((one) => clean(one.message))}::text[], ${column((one) => clean(one.path))}::text[],
      ${column((one) => clean(one.badValue))}::text[], ${column((one) => clean(one.decoder))}::text[],
      ${column((one) => one.fingerprint)}::text[], ${column((one) => one.build)}::text[],
      ${column((one) => clean(one.exchange))}::text[], ${column((one) => clean(one.market))}::text[],
      ${column((one) => clean(one.symbol))}::text[], ${column((one) => number(one.sequence))}::text[],
      ${column((one) => one.foreign?.reporter ?? null)}::text[], ${column((one) => one.foreign?.topic ?? null)}::text[],
      ${column((one) => number(one.foreign?.partition ?? null))}::text[],
      ${column((one) => number(one.foreign?.offset ?? null))}::text[])
      with ordinality as u (topic, partition, source_offset, record_time, key, value, headers, stage, code, message,
        path, bad_value, decoder, fingerprint, build, exchange, market, symbol, sequence, reporter, dlq_topic,
        dlq_partition, dlq_offset, ord)
    left join instruments i on i.exchange = u.exchange and i.market = u.market and i.symbol = u.symbol
    order by u.ord
    on conflict (dlq_topic, dlq_partition, dlq_offset) where dlq_topic is not null do nothing`;
  return inserted.count;
}

function* chunksOf(letters: readonly NewDeadLetter[]): Generator<NewDeadLetter[]> {
  let chunk: NewDeadLetter[] = [];
  let bytes = 0;
  for (const letter of letters) {
    const size = (letter.value?.length ?? 0) + (letter.key?.length ?? 0);
    if (chunk.length > 0 && (bytes + size > MAX_BYTES || chunk.length >= MAX_ROWS)) {
      yield chunk;
      chunk = [];
      bytes = 0;
    }
    chunk.push(letter);
    bytes += size;
  }
  if (chunk.length > 0) yield chunk;
}
