/** The formats of a file of trades. */
export const TRADE_FILE_FORMATS = ["csv", "ndjson", "parquet"] as const;
export type TradeFileFormat = (typeof TRADE_FILE_FORMATS)[number];

/** Its columns, in their order; docs/exports.md says what each means. The first three and `tradeId` say where to go on. */
export const TRADE_FILE_COLUMNS = [
  "instrumentId",
  "time",
  "tradeId",
  "exchange",
  "market",
  "symbol",
  "side",
  "price",
  "quantity",
  "notional",
  "sequence",
  "ingestedAt",
  "topic",
  "partition",
  "offset",
  "frameIndex",
  "quality",
  "candle",
] as const;
export type TradeFileColumn = (typeof TRADE_FILE_COLUMNS)[number];

export type ColumnKind = "int" | "id" | "decimal" | "product" | "time" | "text" | "word";

/**
 * What a column holds. `int`: a small number. `id`: up to 2^63. `decimal`: a price or quantity. `product`: of two
 * decimals. `text`: from outside, so that it may hold anything. `word`: one of ours.
 */
export const COLUMN_KIND: Record<TradeFileColumn, ColumnKind> = {
  instrumentId: "int",
  time: "time",
  tradeId: "text",
  exchange: "text",
  market: "text",
  symbol: "text",
  side: "word",
  price: "decimal",
  quantity: "decimal",
  notional: "product",
  sequence: "id",
  ingestedAt: "time",
  topic: "text",
  partition: "int",
  offset: "id",
  frameIndex: "int",
  quality: "word",
  candle: "word",
};
