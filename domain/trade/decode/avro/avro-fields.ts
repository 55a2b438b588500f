import { showText } from "../../json/show-value";
import type { TakerSide } from "../../types";
import { checkTimeRange } from "../fields/read-epoch";
import { refuse } from "../refusal";
import type { TopicParts } from "../topic-parts";
import type { AvroRecord, AvroValue } from "./avro-schema";

const SIDES = new Map<string, TakerSide>([
  ["BUY", "buy"],
  ["SELL", "sell"],
  ["SELL_SHORT", "sell"],
  ["UNKNOWN", "unknown"],
]);

/** A string field; refuses `FIELD_MISSING` where the writer's schema has none or of another type. */
export function readStringField(record: AvroRecord, field: string): string {
  const value = record[field];
  return typeof value === "string" ? value : refuseField(field, "a string", value);
}

/** A time field in ticks of `microsPerTick` microseconds, as microseconds; refuses `FIELD_MISSING` and `TIME_OUT_OF_RANGE`. */
export function readTimeField(record: AvroRecord, field: string, microsPerTick: number): number {
  const value = record[field];
  if (typeof value === "bigint") return checkTimeRange(Number(value), String(value), field);
  if (typeof value !== "number") return refuseField(field, "a long", value);
  return checkTimeRange(value * microsPerTick, String(value), field);
}

/** The taker's side: K2 documents `side` as the aggressor's. Refuses `SIDE_UNKNOWN`. */
export function readSideField(record: AvroRecord): TakerSide {
  const value = record.side;
  const side = typeof value === "string" ? SIDES.get(value) : undefined;
  if (side !== undefined) return side;
  return refuse({
    stage: "validate",
    code: "SIDE_UNKNOWN",
    message: `The side ${show(value)} is none of ${[...SIDES.keys()].join(", ")}. Correct it and replay.`,
    path: "side",
    value: show(value),
  });
}

/** The exchange in small letters, as topics and the ledger write it: `BINANCE` → `binance`. Refuses `EXCHANGE_UNKNOWN`. */
export function readExchangeField(record: AvroRecord): string {
  const exchange = readStringField(record, "exchange").toLowerCase();
  if (/^[a-z0-9][a-z0-9_.-]{0,31}$/.test(exchange)) return exchange;
  return refuse({
    stage: "validate",
    code: "EXCHANGE_UNKNOWN",
    message: `The exchange ${showText(exchange, 40)} is no name of an exchange such as binance. Correct it and replay.`,
    path: "exchange",
    value: exchange,
  });
}

/** The ledger's market: what the topic's exchange part adds (`binance-usdm`), else by asset class. */
export function marketOf(topic: TopicParts, exchange: string, assetClass: string): string {
  const suffix = topic.exchange.startsWith(`${exchange}-`) ? topic.exchange.slice(exchange.length + 1) : "";
  if (exchange === "binance" && suffix !== "") return suffix;
  return assetClass === "crypto" ? "spot" : assetClass;
}

function refuseField(field: string, wanted: string, value: AvroValue | undefined): never {
  return refuse({
    stage: "schema",
    code: "FIELD_MISSING",
    message: `The record needs ${wanted} in its field ${field}, but has ${show(value)}. Register a compatible schema, or correct the record and replay.`,
    path: field,
    value: value === undefined ? null : show(value),
  });
}

function show(value: AvroValue | undefined): string {
  if (value === undefined) return "nothing";
  if (typeof value === "string") return showText(value, 80);
  return typeof value === "object" && value !== null ? "another type" : String(value);
}
