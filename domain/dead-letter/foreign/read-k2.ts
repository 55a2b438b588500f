import { isLosslessNumber, parse, stringify } from "lossless-json";
import { noSchemas } from "../../trade/decode/avro/schema-lookup";
import { createDecoderState } from "../../trade/decode/decoder-state";
import { parseTopic } from "../../trade/decode/parse-topic";
import { decodeRecord } from "../../trade/decode/registry";
import { codeOf, type DlqRecord, type ForeignReport } from "./foreign-report";

/** Venues whose raw frames K2 carries; the one that can read a message is where it came from. */
const RAW_EXCHANGES = ["binance", "coinbase", "kraken", "bitstamp", "bitfinex", "okx", "bybit", "upbit"];

/**
 * An entry of K2's own dead-letter queue: `{timestamp, error, error_type, message, metadata}`. It names no partition
 * and no offset, and its topic is always "unknown": the origin is then told by the message itself. Null where the
 * record is no such entry.
 */
export function readK2({ topic, value }: DlqRecord): ForeignReport | null {
  const entry = value === null ? null : objectOf(value);
  if (entry === null || !("error" in entry) || !("message" in entry) || !("error_type" in entry)) return null;
  const bytes = messageBytes(entry.message);
  const metadata = isObject(entry.metadata) ? entry.metadata : {};
  const type = String(entry.error_type);
  return {
    reporter: "k2",
    topic: originOf(entry.message, bytes, metadata.topic) ?? topic,
    partition: null,
    offset: null,
    stage: /schema|serializ|decode/i.test(type) ? "schema" : "validate",
    code: codeOf("K2", type),
    message: `K2's consumer ${String(metadata.consumer_group ?? "")} gave the record up: ${String(entry.error)}`,
    decoder: `k2:${String(metadata.consumer_group ?? "unknown")}`,
    value: bytes,
  };
}

function originOf(message: unknown, bytes: Buffer, named: unknown): string | null {
  if (typeof named === "string" && parseTopic(named) !== null) return named;
  const fields = isObject(message) ? message : {};
  const assetClass = typeof fields.asset_class === "string" ? fields.asset_class.toLowerCase() : "crypto";
  for (const exchange of RAW_EXCHANGES) {
    const topic = `market.${assetClass}.trades.${exchange}.raw`;
    if (reads(topic, bytes)) return topic;
  }
  if (typeof fields.exchange !== "string") return null;
  const derived = `market.${assetClass}.trades.${fields.exchange.toLowerCase()}`;
  return parseTopic(derived) === null ? null : derived;
}

function reads(topic: string, value: Buffer): boolean {
  const context = { state: createDecoderState(), schemas: noSchemas };
  try {
    return decodeRecord({ topic, key: null, value, headers: undefined }, context).kind === "trades";
  } catch {
    return false;
  }
}

/** The message's own bytes; numbers keep their digits. */
function messageBytes(message: unknown): Buffer {
  return Buffer.from(typeof message === "string" ? message : (stringify(message) ?? ""));
}

function objectOf(value: Buffer): Record<string, unknown> | null {
  try {
    const parsed: unknown = parse(value.toString("utf8"));
    return isObject(parsed) ? parsed : null;
  } catch {
    return null;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !isLosslessNumber(value);
}
