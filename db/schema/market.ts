import { bigint, integer, numeric, pgTable, smallint, text, timestamp } from "drizzle-orm/pg-core";

/** What the market did: instruments, their trades and candles. Columns as the migrations made them; those are the truth. */

export const instruments = pgTable("instruments", {
  id: integer().primaryKey().generatedAlwaysAsIdentity(),
  exchange: text().notNull(),
  market: text().notNull(),
  symbol: text().notNull(),
  canonicalSymbol: text("canonical_symbol").notNull(),
  policy: text().notNull(),
  firstSeenAt: timestamp("first_seen_at", { withTimezone: true, mode: "string" }).defaultNow().notNull(),
});

export const trades = pgTable("trades", {
  time: timestamp({ withTimezone: true, mode: "string" }).notNull(),
  sourceOffset: bigint("source_offset", { mode: "bigint" }).notNull(),
  sequence: bigint({ mode: "bigint" }),
  ingestedAt: timestamp("ingested_at", { withTimezone: true, mode: "string" }).notNull(),
  instrumentId: integer("instrument_id").notNull(),
  sourceId: integer("source_id").notNull(),
  frameIndex: smallint("frame_index").notNull(),
  side: smallint().notNull(),
  price: numeric().notNull(),
  quantity: numeric().notNull(),
  tradeId: text("trade_id").notNull(),
});

/** What candles of every length have. */
const priceColumns = () => ({
  instrumentId: integer("instrument_id").notNull(),
  bucket: timestamp({ withTimezone: true, mode: "string" }).notNull(),
  open: numeric().notNull(),
  high: numeric().notNull(),
  low: numeric().notNull(),
  close: numeric().notNull(),
  volume: numeric().notNull(),
  notional: numeric().notNull(),
  buyVolume: numeric("buy_volume").notNull(),
  sellVolume: numeric("sell_volume").notNull(),
});

const candleColumns = () => ({
  ...priceColumns(),
  trades: bigint({ mode: "bigint" }).notNull(),
  openTime: timestamp("open_time", { withTimezone: true, mode: "string" }).notNull(),
  openTie: bigint("open_tie", { mode: "bigint" }).notNull(),
  closeTime: timestamp("close_time", { withTimezone: true, mode: "string" }).notNull(),
  closeTie: bigint("close_tie", { mode: "bigint" }).notNull(),
  maxQuantity: numeric("max_quantity"),
});

export const candles1m = pgTable("candles_1m", candleColumns());
export const candles1h = pgTable("candles_1h", candleColumns());
export const candles1d = pgTable("candles_1d", candleColumns());

/** Candles of 1, 5 and 15 s of loud minutes: a copy, valid while its trades are as many as the minute's candle counts. */
export const fineCandles = pgTable("fine_candles", {
  ...priceColumns(),
  trades: integer().notNull(),
  /** length, s */
  step: smallint().notNull(),
  maxQuantity: numeric("max_quantity").notNull(),
});

export const fineHours = pgTable("fine_hours", {
  bucket: timestamp({ withTimezone: true, mode: "string" }).primaryKey().notNull(),
  trades: bigint({ mode: "bigint" }).notNull(),
});
