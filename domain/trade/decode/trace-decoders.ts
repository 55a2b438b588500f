import { DecodeError, type DecodeErrorDetail } from "../decode-error";
import type { DecodedTrade, RawRecord } from "../types";
import { SchemaPending } from "./avro/schema-lookup";
import type { DecodeContext, Decoder } from "./decoder";
import { copyDecoderState } from "./decoder-state";
import { Frame } from "./frame";
import { parseTopic } from "./parse-topic";
import { Refusal, toDecodeError } from "./refusal";
import { DECODERS } from "./registry";
import type { TopicParts } from "./topic-parts";

/** What one decoder says to a record. */
export type DecoderVerdict =
  | { kind: "trades"; trades: DecodedTrade[] }
  | { kind: "ignored"; reason: string }
  /** the frame is not in this decoder's format */
  | { kind: "other-format" }
  /** it is, but cannot be taken, for this reason */
  | { kind: "refused"; error: DecodeErrorDetail }
  /** its Avro schema has to be fetched first */
  | { kind: "schema-pending"; schemaId: number }
  /** there is no value to read */
  | { kind: "no-value" };

export interface DecoderTrace {
  decoder: string;
  /** whether this decoder is asked for records of the topic; the others are tried too, for the person who looks */
  acceptsTopic: boolean;
  verdict: DecoderVerdict;
}

/** Topic parts for a topic of another form, which no decoder accepts. */
const NO_PARTS: TopicParts = { assetClass: "", kind: "", exchange: "", raw: false };

/**
 * Asks every decoder about a record, in the registry's order, and says why each refused: for the page of a dead
 * letter. Never throws, and leaves the context's state as it is.
 */
export function traceDecoders(record: RawRecord, context: DecodeContext): DecoderTrace[] {
  const parts = parseTopic(record.topic);
  const { value } = record;
  const frame = value === null || value.length === 0 ? null : new Frame(record, value, parts ?? NO_PARTS);
  return DECODERS.map((decoder) => ({
    decoder: decoder.name,
    acceptsTopic: parts !== null && decoder.accepts(parts),
    verdict: frame === null ? { kind: "no-value" } : ask(decoder, frame, context),
  }));
}

function ask(decoder: Decoder, frame: Frame, { state, schemas }: DecodeContext): DecoderVerdict {
  try {
    return decoder.decode(frame, { state: copyDecoderState(state), schemas }) ?? { kind: "other-format" };
  } catch (error) {
    if (error instanceof Refusal)
      return { kind: "refused", error: toDecodeError(error, decoder.name).detail };
    if (error instanceof SchemaPending) return { kind: "schema-pending", schemaId: error.schemaId };
    if (error instanceof DecodeError) return { kind: "refused", error: error.detail };
    throw error;
  }
}
