import type { RawRecord } from "../trade/types";
import { ATTEMPT_HEADER, LETTER_ID_HEADER, REPLAY_JOB_HEADER } from "./replay-headers";

/** A record's headers as a letter keeps them: name and base64 of the bytes; a header may have no value. */
export type HeaderPairs = readonly (readonly [name: string, base64: string | null])[];

/** A record's headers as a letter keeps them. */
export function toHeaderPairs(headers: RawRecord["headers"]): [string, string | null][] {
  const pairs: [string, string | null][] = [];
  for (const [name, value] of Object.entries(headers ?? {})) {
    for (const one of Array.isArray(value) ? value : [value]) {
      // Kafka allows a header without a value; the client's type does not say so.
      if (one === null) pairs.push([name, null]);
      else if (one !== undefined) pairs.push([name, Buffer.from(one).toString("base64")]);
    }
  }
  return pairs;
}

/** Headers as the Kafka client takes them. */
export type HeaderMap = Record<string, Buffer | Buffer[] | string>;

/** Says the relay where a value was too large for the dead-letter topic. */
export const OMITTED_HEADER = "k2-value-omitted";

const OWN = new Set([LETTER_ID_HEADER, REPLAY_JOB_HEADER, ATTEMPT_HEADER, OMITTED_HEADER]);

/** Whether a header tells of an earlier death: a replayed record must not carry it. */
export function isDeadLetterHeader(name: string): boolean {
  return name.startsWith("__connect.errors.") || name.startsWith("kafka_dlt-") || OWN.has(name);
}

/** The record's own headers, without those of dead letters. The client cannot send none: it becomes an empty one. */
export function ownHeaders(pairs: HeaderPairs): HeaderMap {
  const values = new Map<string, Buffer[]>();
  for (const [name, base64] of pairs) {
    if (isDeadLetterHeader(name)) continue;
    const value = Buffer.from(base64 ?? "", "base64");
    const known = values.get(name);
    if (known === undefined) values.set(name, [value]);
    else known.push(value);
  }
  const headers: HeaderMap = {};
  for (const [name, list] of values) headers[name] = list.length === 1 ? (list[0] ?? "") : list;
  return headers;
}
