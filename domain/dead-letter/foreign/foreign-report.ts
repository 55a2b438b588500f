import type { DeadLetterStage } from "../../trade/decode-error";

/** What some other consumer reported of a record it gave up. */
export interface ForeignReport {
  reporter: "connect" | "spring" | "k2" | "unknown";
  /** where the record stood; a place that the report does not name is null */
  topic: string;
  partition: number | null;
  offset: number | null;
  stage: DeadLetterStage;
  code: string;
  message: string;
  /** who gave it up: a connector, a consumer group */
  decoder: string;
  /** the record's own value */
  value: Buffer | null;
}

/** A record of a dead-letter topic. */
export interface DlqRecord {
  topic: string;
  value: Buffer | null;
  headers: Record<string, Buffer | string | (Buffer | string)[] | undefined> | undefined;
}

/** `org.apache.kafka.connect.errors.DataException` → `CONNECT_DATA_EXCEPTION`. */
export function codeOf(prefix: string, exception: string): string {
  const name = exception.slice(exception.lastIndexOf(".") + 1).replace(/[^A-Za-z0-9]+/g, "_");
  const snake = name.replace(/([a-z0-9])([A-Z])/g, "$1_$2").toUpperCase();
  return `${prefix}_${snake === "" ? "UNKNOWN" : snake}`.slice(0, 100);
}

/** A header's last value as bytes; null where it is absent or empty. */
export function headerBytes(headers: DlqRecord["headers"], name: string): Buffer | null {
  const value = headers?.[name];
  const one = Array.isArray(value) ? value.at(-1) : value;
  if (one === undefined || one === null) return null;
  const bytes = Buffer.from(one);
  return bytes.length === 0 ? null : bytes;
}

export function headerText(headers: DlqRecord["headers"], name: string): string | null {
  return headerBytes(headers, name)?.toString("utf8") ?? null;
}

/** Digits as text, or a big-endian int or long, as Java's serialisers write them; null for anything else. */
export function headerNumber(headers: DlqRecord["headers"], name: string): number | null {
  const bytes = headerBytes(headers, name);
  if (bytes === null) return null;
  const text = bytes.toString("latin1");
  // Four or eight bytes that are all digits would be a partition beyond 800 million: it is text.
  if (/^\d{1,15}$/.test(text)) return Number(text);
  const value =
    bytes.length === 4 ? bytes.readInt32BE() : bytes.length === 8 ? Number(bytes.readBigInt64BE()) : -1;
  return value >= 0 && Number.isSafeInteger(value) ? value : null;
}
