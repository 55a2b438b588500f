import { noSchemas, SchemaPending } from "../trade/decode/avro/schema-lookup";
import { readDecoderState } from "../trade/decode/decoder-state";
import { decodeRecord } from "../trade/decode/registry";
import { DecodeError, type DecodeErrorDetail } from "../trade/decode-error";
import type { DecodedTrade, RawRecord } from "../trade/types";

/** What the decoders make of a value, before anything is stored. */
export type ValuePreview =
  | { kind: "trades"; trades: DecodedTrade[] }
  | { kind: "ignored"; reason: string }
  | { kind: "refused"; error: DecodeErrorDetail }
  | { kind: "needs-schema"; schemaId: number };

/** Decodes a value as ingest would; `storedState` is what the partition's decoders remember. */
export function previewValue(record: RawRecord, storedState: unknown): ValuePreview {
  try {
    return decodeRecord(record, { state: readDecoderState(storedState), schemas: noSchemas });
  } catch (error) {
    if (error instanceof DecodeError) return { kind: "refused", error: error.detail };
    if (error instanceof SchemaPending) return { kind: "needs-schema", schemaId: error.schemaId };
    throw error;
  }
}
