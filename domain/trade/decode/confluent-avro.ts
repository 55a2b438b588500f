import type { DecodedTrade, DecodeResult } from "../types";
import { readAvroRecord } from "./avro/avro-reader";
import type { AvroRecord, AvroSchema } from "./avro/avro-schema";
import { readNormalizedTrade } from "./avro/normalized-trade";
import { type SchemaLookup, SchemaPending } from "./avro/schema-lookup";
import { readTradeV2 } from "./avro/trade-v2";
import type { Decoder } from "./decoder";
import type { Frame } from "./frame";
import { refuse } from "./refusal";
import { salvageOf } from "./salvage";
import type { TopicParts } from "./topic-parts";

const HEADER_BYTES = 5;

/** K2's record schemas by their name without namespace, and how a trade is made of each. */
const READERS = new Map<string, (record: AvroRecord, topic: TopicParts) => DecodedTrade>([
  ["TradeV2", readTradeV2],
  ["NormalizedTrade", readNormalizedTrade],
]);

/**
 * K2's normalized topics: Confluent's wire format (byte 0, the schema id in 4 bytes, big-endian, then Avro's binary
 * encoding) with one `TradeV2` or `NormalizedTrade` a record. The schema comes by its id from `context.schemas`.
 * Throws `SchemaPending` where it has to be fetched first.
 */
export const confluentAvro: Decoder = {
  name: "confluent-avro",
  accepts: ({ raw, kind, exchange }) => !raw && kind === "trades" && exchange !== "dlq",
  decode(frame, context): DecodeResult {
    const id = readSchemaId(frame);
    const schema = findSchema(id, context.schemas);
    const reader = READERS.get(schema.name.slice(schema.name.lastIndexOf(".") + 1));
    if (reader === undefined) return refuseSchema(id, schema);
    const record = readAvroRecord(schema.type, frame.value, HEADER_BYTES);
    return { kind: "trades", trades: [reader(record, frame.topic)] };
  },
  salvage: (frame) => salvageOf(frame.topic.exchange.split("-", 1)[0] ?? "", undefined, {}),
};

function readSchemaId({ value }: Frame): number {
  if (value[0] !== 0) return refuseMagicByte(value);
  if (value.length >= HEADER_BYTES) return value.readUInt32BE(1);
  return refuse({
    stage: "decode",
    code: "AVRO_TRUNCATED",
    message: `The record has ${value.length} bytes, less than the ${HEADER_BYTES} of Confluent's header. It was cut: take it again from the venue, or discard it.`,
    value: value.toString("hex"),
  });
}

function refuseMagicByte(value: Buffer): never {
  const json = value[0] === 0x7b || value[0] === 0x5b;
  const hint = json ? "It looks like JSON, which belongs on the topic's .raw twin." : "Look at the producer.";
  return refuse({
    stage: "decode",
    code: "WRONG_MAGIC_BYTE",
    message: `The record starts with byte ${value[0]}, but Confluent Avro starts with 0. ${hint}`,
    value: value.subarray(0, 16).toString("hex"),
  });
}

function findSchema(id: number, lookup: SchemaLookup): AvroSchema {
  const answer = lookup(id);
  if (answer.kind === "known") return answer.schema;
  if (answer.kind === "pending") throw new SchemaPending(id);
  if (answer.kind === "unusable") {
    return refuse({
      stage: "schema",
      code: "SCHEMA_UNUSABLE",
      message: `Schema ${id} of the registry cannot be used: ${answer.reason}. Register an Avro record schema and replay.`,
      value: String(id),
    });
  }
  return refuse({
    stage: "schema",
    code: "UNKNOWN_SCHEMA",
    message: `The schema registry has no schema ${id}, or none is set. Set K2_SCHEMA_REGISTRY_URL to the registry that the producer uses, then replay.`,
    value: String(id),
  });
}

function refuseSchema(id: number, schema: AvroSchema): never {
  return refuse({
    stage: "schema",
    code: "SCHEMA_NOT_A_TRADE",
    message: `Schema ${id} is ${schema.name}, but trades are ${[...READERS.keys()].join(" or ")}. Send such records to a topic of their own.`,
    value: schema.name,
  });
}
