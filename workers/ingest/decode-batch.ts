import type { NewDeadLetter } from "@/db/queries/ingest/insert-dead-letters";
import { toHeaderPairs } from "@/domain/dead-letter/header-pairs";
import { readReplayTicket } from "@/domain/dead-letter/replay-headers";
import { formatMicros } from "@/domain/time/micros";
import type { SchemaLookup } from "@/domain/trade/decode/avro/schema-lookup";
import type { DecodeContext } from "@/domain/trade/decode/decoder";
import { copyDecoderState, type DecoderState, writeDecoderState } from "@/domain/trade/decode/decoder-state";
import { decodeRecord } from "@/domain/trade/decode/registry";
import { DecodeError, type DecodeErrorDetail } from "@/domain/trade/decode-error";
import { fingerprint } from "@/domain/trade/fingerprint";
import type { DecodedBatch, FetchedBatch, FetchedRecord } from "./types";

export interface DecodeOptions {
  /** the position that the batch expects */
  from: number;
  lost: { from: number; to: number } | null;
  state: DecoderState;
  schemas: SchemaLookup;
  build: string;
  /** offsets that are known to be impossible to store, with the reason */
  unstorable: ReadonlyMap<number, DecodeErrorDetail>;
}

/**
 * Reads every record of a batch; one that cannot be read becomes a dead letter and its neighbours go on.
 * The state given is not changed: a batch that is rolled back takes its changes along.
 */
export function decodeBatch(
  batch: FetchedBatch,
  options: DecodeOptions,
): DecodedBatch & { state: DecoderState } {
  const state = copyDecoderState(options.state);
  const context: DecodeContext = { state, schemas: options.schemas };
  const out: DecodedBatch = {
    topic: batch.topic,
    partition: batch.partition,
    from: options.from,
    to: options.from,
    consumed: batch.records.length,
    decoded: 0,
    ignored: 0,
    lost: options.lost,
    trades: [],
    offsets: [],
    frameIndexes: [],
    recordMs: [],
    deadLetters: [],
    replays: [],
    build: options.build,
    lastRecordMs: 0,
    fetchedAt: batch.fetchedAt,
    decoderState: null,
  };
  for (const record of batch.records) {
    out.to = record.offset + 1;
    out.lastRecordMs = record.timestampMs;
    const ticket = readReplayTicket(record.headers);
    const refused = options.unstorable.get(record.offset) ?? readInto(out, record, context);
    if (refused !== null) out.deadLetters.push(deadLetter(out, record, refused, options.build));
    if (ticket !== null) out.replays.push({ offset: record.offset, ticket });
  }
  if (state.revision !== options.state.revision) out.decoderState = JSON.stringify(writeDecoderState(state));
  return { ...out, state };
}

function readInto(
  out: DecodedBatch,
  record: FetchedRecord,
  context: DecodeContext,
): DecodeErrorDetail | null {
  try {
    const result = decodeRecord(
      { topic: out.topic, key: record.key, value: record.value, headers: record.headers },
      context,
    );
    if (result.kind === "ignored") {
      out.ignored++;
      return null;
    }
    out.decoded++;
    for (let i = 0; i < result.trades.length; i++) {
      const trade = result.trades[i];
      if (trade === undefined) continue;
      out.trades.push(trade);
      out.offsets.push(record.offset);
      out.frameIndexes.push(i);
      out.recordMs.push(record.timestampMs);
    }
    return null;
  } catch (error) {
    if (error instanceof DecodeError) return error.detail;
    throw error;
  }
}

function deadLetter(
  batch: DecodedBatch,
  record: FetchedRecord,
  detail: DecodeErrorDetail,
  build: string,
): NewDeadLetter {
  return {
    topic: batch.topic,
    partition: batch.partition,
    sourceOffset: record.offset,
    recordTime: record.timestampMs > 0 ? formatMicros(record.timestampMs * 1000) : null,
    key: record.key,
    value: record.value,
    headers: toHeaderPairs(record.headers),
    stage: detail.stage,
    code: detail.code,
    message: detail.message,
    path: detail.path,
    badValue: detail.value,
    decoder: detail.decoder,
    fingerprint: fingerprint(detail),
    build,
    exchange: detail.instrument?.exchange ?? null,
    market: detail.instrument?.market ?? null,
    symbol: detail.instrument?.symbol ?? null,
    sequence: detail.sequence ?? null,
    foreign: null,
  };
}
