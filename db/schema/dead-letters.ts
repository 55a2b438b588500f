import { bigint, integer, jsonb, pgTable, text, timestamp } from "drizzle-orm/pg-core";
import { bytea } from "./bytea";

/** Records that could not be stored, with everything needed to try again. Columns as the migrations made them; those are the truth. */

export const deadLetters = pgTable("dead_letters", {
  id: bigint({ mode: "bigint" }).primaryKey().generatedAlwaysAsIdentity(),
  topic: text().notNull(),
  partition: integer().notNull(),
  sourceOffset: bigint("source_offset", { mode: "bigint" }).notNull(),
  recordTime: timestamp("record_time", { withTimezone: true, mode: "string" }),
  key: bytea("key"),
  value: bytea("value"),
  headers: jsonb().default([]).notNull(),
  stage: text().notNull(),
  code: text().notNull(),
  message: text().notNull(),
  path: text(),
  badValue: text("bad_value"),
  decoder: text().notNull(),
  fingerprint: text().notNull(),
  build: text().notNull(),
  exchange: text(),
  market: text(),
  symbol: text(),
  instrumentId: integer("instrument_id"),
  sequence: bigint({ mode: "bigint" }),
  state: text().default("failed").notNull(),
  attempts: integer().default(1).notNull(),
  publishedAt: timestamp("published_at", { withTimezone: true, mode: "string" }),
  createdAt: timestamp("created_at", { withTimezone: true, mode: "string" }).defaultNow().notNull(),
  updatedAt: timestamp("updated_at", { withTimezone: true, mode: "string" }).defaultNow().notNull(),
});
