import { DecodeError, type DecodeErrorDetail } from "../../decode-error";
import type { DecodeResult, RawRecord } from "../../types";
import { noSchemas } from "../avro/schema-lookup";
import type { DecodeContext } from "../decoder";
import { createDecoderState } from "../decoder-state";
import { decodeRecord } from "../registry";

export function recordOf(topic: string, key: string | null, value: string | Buffer | null): RawRecord {
  return {
    topic,
    key: key === null ? null : Buffer.from(key),
    value: typeof value === "string" ? Buffer.from(value) : value,
    headers: undefined,
  };
}

export function freshContext(): DecodeContext {
  return { state: createDecoderState(), schemas: noSchemas };
}

/** What decoding gave: a result, or the detail of its error; anything else thrown fails the test. */
export function decodeOne(
  record: RawRecord,
  context: DecodeContext = freshContext(),
): { result: DecodeResult; error?: undefined } | { result?: undefined; error: DecodeErrorDetail } {
  try {
    return { result: decodeRecord(record, context) };
  } catch (error) {
    if (error instanceof DecodeError) return { error: error.detail };
    throw error;
  }
}
