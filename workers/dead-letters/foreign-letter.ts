import type { NewDeadLetter } from "@/db/queries/ingest/insert-dead-letters";
import type { ForeignReport } from "@/domain/dead-letter/foreign/foreign-report";
import { readForeignReport } from "@/domain/dead-letter/foreign/read-report";
import { toHeaderPairs } from "@/domain/dead-letter/header-pairs";
import { formatMicros } from "@/domain/time/micros";
import { noSchemas } from "@/domain/trade/decode/avro/schema-lookup";
import { createDecoderState } from "@/domain/trade/decode/decoder-state";
import { decodeRecord } from "@/domain/trade/decode/registry";
import { DecodeError } from "@/domain/trade/decode-error";
import { fingerprint } from "@/domain/trade/fingerprint";
import type { InstrumentKey, RawRecord } from "@/domain/trade/types";
import type { KafkaMessage } from "../kafka/types";

const MAX_INT4 = 2_147_483_647;

/** The letter of a record that another consumer gave up; null for what our own relay published. */
export function foreignLetter(
  topic: string,
  partition: number,
  message: KafkaMessage,
  build: string,
): NewDeadLetter | null {
  const { key, value, headers } = message;
  const found = readForeignReport({ topic, value, headers });
  if (found === null) return null;
  const report = withinLimits(found);
  const told = readable({ topic: report.topic, key, value: report.value, headers });
  const timestamp = Number(message.timestamp);
  return {
    topic: report.topic,
    partition: report.partition,
    sourceOffset: report.offset,
    recordTime: timestamp > 0 ? formatMicros(timestamp * 1000) : null,
    key,
    value: report.value,
    headers: toHeaderPairs(headers),
    stage: report.stage,
    code: report.code,
    message: report.message,
    path: null,
    badValue: null,
    decoder: report.decoder,
    fingerprint: fingerprint({ code: report.code, path: null, decoder: report.decoder }),
    build,
    exchange: told.exchange ?? null,
    market: told.market ?? null,
    symbol: told.symbol ?? null,
    sequence: told.sequence,
    foreign: { reporter: report.reporter, topic, partition, offset: Number(message.offset) },
  };
}

/** Anybody can write headers: a name or a partition that Kafka could not have is cut, or not taken. */
function withinLimits(report: ForeignReport): ForeignReport {
  const partition = report.partition !== null && report.partition > MAX_INT4 ? null : report.partition;
  return { ...report, topic: report.topic.slice(0, 249), decoder: report.decoder.slice(0, 200), partition };
}

/** Which trade a record carries, as far as our own decoders can tell: what the other could not read we may. */
function readable(record: RawRecord): Partial<InstrumentKey> & { sequence: bigint | null } {
  try {
    const result = decodeRecord(record, { state: createDecoderState(), schemas: noSchemas });
    const trade = result.kind === "trades" ? result.trades[0] : undefined;
    return trade === undefined ? { sequence: null } : { ...trade };
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    return { ...error.detail.instrument, sequence: error.detail.sequence ?? null };
  }
}
