import type { DeadLetterStage } from "@/domain/trade/decode-error";
import type { Transaction } from "../../client";

/** A record that could not be stored, as it came, with what was wrong. */
export interface NewDeadLetter {
  topic: string;
  partition: number;
  sourceOffset: number;
  /** Kafka's timestamp of the record, ISO; null where it has none */
  recordTime: string | null;
  key: Buffer | null;
  value: Buffer | null;
  /** `[[name, base64], …]` */
  headers: [string, string][];
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
}

/** Postgres text holds no NUL, and a lone surrogate is no UTF-8: both are shown as U+FFFD. */
const clean = (text: string | null) => text?.replaceAll("\u0000", "\uFFFD").toWellFormed() ?? null;

/** Stores dead letters; the position's compare-and-set keeps a record from being stored twice. */
export async function insertDeadLetters(tx: Transaction, letters: readonly NewDeadLetter[]): Promise<void> {
  for (const letter of letters) {
    await tx`
      insert into dead_letters (topic, partition, source_offset, record_time, key, value, headers, stage, code, message,
        path, bad_value, decoder, fingerprint, build, exchange, market, symbol, instrument_id, sequence)
      select ${letter.topic}, ${letter.partition}, ${letter.sourceOffset}, ${letter.recordTime}::text::timestamptz,
        ${letter.key}, ${letter.value}, ${JSON.stringify(letter.headers)}::text::jsonb, ${letter.stage}, ${letter.code},
        ${clean(letter.message)}, ${clean(letter.path)}, ${clean(letter.badValue)}, ${letter.decoder},
        ${letter.fingerprint}, ${letter.build}, ${clean(letter.exchange)}, ${clean(letter.market)},
        ${clean(letter.symbol)},
        (select id from instruments where exchange = ${clean(letter.exchange)} and market = ${clean(letter.market)}
          and symbol = ${clean(letter.symbol)}),
        ${letter.sequence}`;
  }
}
