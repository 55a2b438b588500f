import avro from "avsc";
import { compileAvroSchema } from "../avro/compile-schema";
import type { SchemaLookup } from "../avro/schema-lookup";

const decimal = { type: "bytes", logicalType: "decimal", precision: 18, scale: 8 };
const micros = { type: "long", logicalType: "timestamp-micros" };

/** The fields of K2's `TradeV2` in their order and types. */
const TRADE_V2 = {
  type: "record",
  name: "TradeV2",
  namespace: "com.k2.marketdata",
  fields: [
    { name: "message_id", type: "string" },
    { name: "trade_id", type: "string" },
    { name: "symbol", type: "string" },
    { name: "exchange", type: "string" },
    {
      name: "asset_class",
      type: { type: "enum", name: "AssetClass", symbols: ["equities", "crypto", "futures", "options"] },
    },
    { name: "timestamp", type: micros },
    { name: "price", type: decimal },
    { name: "quantity", type: decimal },
    { name: "currency", type: "string" },
    {
      name: "side",
      type: { type: "enum", name: "TradeSide", symbols: ["BUY", "SELL", "SELL_SHORT", "UNKNOWN"] },
    },
    { name: "trade_conditions", type: { type: "array", items: "string" } },
    { name: "source_sequence", type: ["null", "long"], default: null },
    { name: "ingestion_timestamp", type: micros },
    { name: "platform_sequence", type: ["null", "long"], default: null },
    { name: "vendor_data", type: ["null", { type: "map", values: "string" }], default: null },
  ],
} as const;

/** The fields of K2's `NormalizedTrade`. */
const NORMALIZED = {
  type: "record",
  name: "NormalizedTrade",
  namespace: "com.k2.marketdata.crypto",
  fields: [
    ...[
      "schema_version",
      "exchange",
      "symbol",
      "canonical_symbol",
      "trade_id",
      "price",
      "quantity",
      "quote_volume",
    ].map((name) => ({ name, type: "string" })),
    { name: "side", type: { type: "enum", name: "TradeSide", symbols: ["BUY", "SELL"] } },
    { name: "timestamp", type: "long" },
    { name: "exchange_timestamp", type: "long" },
    {
      name: "metadata",
      type: [
        "null",
        {
          type: "record",
          name: "TradeMetadata",
          fields: ["sequence_number", "buyer_order_id"].map((name) => ({
            name,
            type: ["null", "long"],
            default: null,
          })),
        },
      ],
      default: null,
    },
  ],
};

export const V2_ID = 7;
export const NORMALIZED_ID = 8;
export const OTHER_ID = 9;
export const PENDING_ID = 10;
export const UNUSABLE_ID = 11;

const v2 = avro.Type.forSchema(avroSchema(TRADE_V2));
const normalized = avro.Type.forSchema(avroSchema(NORMALIZED));
const texts = new Map([
  [V2_ID, JSON.stringify(TRADE_V2)],
  [NORMALIZED_ID, JSON.stringify(NORMALIZED)],
  [OTHER_ID, '{"type":"record","name":"Quote","fields":[]}'],
  [UNUSABLE_ID, '"string"'],
]);

/** The schema's JSON, as a registry answers it. */
export function schemaText(id: number): string | undefined {
  return texts.get(id);
}

const schemas: SchemaLookup = (id) => {
  if (id === PENDING_ID) return { kind: "pending" };
  const text = texts.get(id);
  return text === undefined ? { kind: "unknown" } : compileAvroSchema(text);
};

/** A record in Confluent's wire format, written by a library that is not ours. */
export function wire(id: number, body: Buffer): Buffer {
  const head = Buffer.alloc(5);
  head.writeUInt32BE(id, 1);
  return Buffer.concat([head, body]);
}

export function tradeV2(changes: Record<string, unknown> = {}): Buffer {
  const record = {
    message_id: "m",
    trade_id: "BINANCE-501",
    symbol: "QQQUSDT",
    exchange: "BINANCE",
    asset_class: "crypto",
    timestamp: 1_893_553_445_678_901,
    price: decimalBytes(1_234_000_000n),
    quantity: decimalBytes(5_000_000n),
    currency: "USDT",
    side: "SELL",
    trade_conditions: ["a", "b"],
    source_sequence: null,
    ingestion_timestamp: 1_893_553_445_700_000,
    platform_sequence: 4,
    vendor_data: { is_buyer_maker: "true" },
    ...changes,
  };
  return wire(V2_ID, v2.toBuffer(record));
}

export function normalizedTrade(changes: Record<string, unknown> = {}): Buffer {
  const record = {
    schema_version: "1.0.0",
    exchange: "binance",
    symbol: "QQQUSDT",
    canonical_symbol: "QQQ/USDT",
    trade_id: "501",
    price: "12.3400",
    quantity: "0.050",
    quote_volume: "0.617",
    side: "BUY",
    timestamp: 1_893_553_445_700,
    exchange_timestamp: 1_893_553_445_678,
    metadata: { sequence_number: 501, buyer_order_id: null },
    ...changes,
  };
  return wire(NORMALIZED_ID, normalized.toBuffer(record));
}

/** A decimal's unscaled value as Avro writes it: two's complement, big-endian, as short as may be. */
export function decimalBytes(unscaled: bigint): Buffer {
  let length = 1;
  while (BigInt.asIntN(length * 8, unscaled) !== unscaled) length++;
  const hex = BigInt.asUintN(length * 8, unscaled)
    .toString(16)
    .padStart(length * 2, "0");
  return Buffer.from(hex, "hex");
}

export const avroFixture = {
  topic: "market.crypto.trades.binance",
  schemas,
  frames: [
    { name: "TradeV2", bytes: tradeV2() },
    { name: "NormalizedTrade", bytes: normalizedTrade() },
  ],
};

function avroSchema(schema: unknown): avro.Schema {
  return JSON.parse(JSON.stringify(schema));
}
