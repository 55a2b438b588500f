import {
  bigint,
  boolean,
  integer,
  jsonb,
  numeric,
  pgTable,
  smallint,
  text,
  timestamp,
} from "drizzle-orm/pg-core";
import { int8multirange } from "./int8multirange";

/** Where ingest stands and what it accounts for. Columns as the migrations made them; those are the truth. */

export const partitionPositions = pgTable("partition_positions", {
  id: integer().primaryKey().generatedAlwaysAsIdentity(),
  topic: text().notNull(),
  partition: integer().notNull(),
  firstOffset: bigint("first_offset", { mode: "bigint" }).notNull(),
  nextOffset: bigint("next_offset", { mode: "bigint" }).notNull(),
  consumed: bigint({ mode: "bigint" }).default(0n).notNull(),
  decoded: bigint({ mode: "bigint" }).default(0n).notNull(),
  ignored: bigint({ mode: "bigint" }).default(0n).notNull(),
  deadLettered: bigint("dead_lettered", { mode: "bigint" }).default(0n).notNull(),
  tradesDecoded: bigint("trades_decoded", { mode: "bigint" }).default(0n).notNull(),
  stored: bigint({ mode: "bigint" }).default(0n).notNull(),
  duplicates: bigint({ mode: "bigint" }).default(0n).notNull(),
  conflicts: bigint({ mode: "bigint" }).default(0n).notNull(),
  lost: bigint({ mode: "bigint" }).default(0n).notNull(),
  decoderState: jsonb("decoder_state"),
  lastRecordAt: timestamp("last_record_at", { withTimezone: true, mode: "string" }),
  movedAt: timestamp("moved_at", { withTimezone: true, mode: "string" }).defaultNow().notNull(),
  movedBy: text("moved_by"),
  haltedAt: timestamp("halted_at", { withTimezone: true, mode: "string" }),
  haltReason: text("halt_reason"),
  floodPass: boolean("flood_pass").default(false).notNull(),
});

export const lostRanges = pgTable("lost_ranges", {
  id: bigint({ mode: "bigint" }).primaryKey().generatedAlwaysAsIdentity(),
  sourceId: integer("source_id").notNull(),
  fromOffset: bigint("from_offset", { mode: "bigint" }).notNull(),
  toOffset: bigint("to_offset", { mode: "bigint" }).notNull(),
  cause: text().notNull(),
  detectedAt: timestamp("detected_at", { withTimezone: true, mode: "string" }).defaultNow().notNull(),
});

export const instrumentLedger = pgTable("instrument_ledger", {
  instrumentId: integer("instrument_id").primaryKey().notNull(),
  stored: bigint({ mode: "bigint" }).default(0n).notNull(),
  duplicates: bigint({ mode: "bigint" }).default(0n).notNull(),
  conflicts: bigint({ mode: "bigint" }).default(0n).notNull(),
  outOfOrder: bigint("out_of_order", { mode: "bigint" }).default(0n).notNull(),
  resets: bigint({ mode: "bigint" }).default(0n).notNull(),
  quantity: numeric().default("0").notNull(),
  notional: numeric().default("0").notNull(),
  firstTime: timestamp("first_time", { withTimezone: true, mode: "string" }),
  lastTime: timestamp("last_time", { withTimezone: true, mode: "string" }),
});

export const sequencePositions = pgTable("sequence_positions", {
  instrumentId: integer("instrument_id").notNull(),
  epoch: integer().notNull(),
  lowest: bigint({ mode: "bigint" }).notNull(),
  highest: bigint({ mode: "bigint" }).notNull(),
  lowestTime: timestamp("lowest_time", { withTimezone: true, mode: "string" }).notNull(),
  highestTime: timestamp("highest_time", { withTimezone: true, mode: "string" }).notNull(),
});

export const sequenceGaps = pgTable("sequence_gaps", {
  id: bigint({ mode: "bigint" }).primaryKey().generatedAlwaysAsIdentity(),
  instrumentId: integer("instrument_id").notNull(),
  epoch: integer().notNull(),
  fromSequence: bigint("from_sequence", { mode: "bigint" }).notNull(),
  toSequence: bigint("to_sequence", { mode: "bigint" }).notNull(),
  missing: int8multirange("missing").notNull(),
  missingCount: numeric("missing_count").notNull(),
  timeBefore: timestamp("time_before", { withTimezone: true, mode: "string" }).notNull(),
  timeAfter: timestamp("time_after", { withTimezone: true, mode: "string" }).notNull(),
  cause: text().default("unknown").notNull(),
  state: text().default("open").notNull(),
  sourceId: integer("source_id"),
  sourceOffset: bigint("source_offset", { mode: "bigint" }),
  detectedAt: timestamp("detected_at", { withTimezone: true, mode: "string" }).defaultNow().notNull(),
  updatedAt: timestamp("updated_at", { withTimezone: true, mode: "string" }).defaultNow().notNull(),
  filledAt: timestamp("filled_at", { withTimezone: true, mode: "string" }),
  exchange: text().default("").notNull(),
  evidence: jsonb().default({}).notNull(),
  examineAt: timestamp("examine_at", { withTimezone: true, mode: "string" }).defaultNow(),
  examined: smallint().default(0).notNull(),
  omitted: int8multirange("omitted").default("{}").notNull(),
  expired: int8multirange("expired").default("{}").notNull(),
  acknowledgedBy: text("acknowledged_by"),
  acknowledgedReason: text("acknowledged_reason"),
  acknowledgedAt: timestamp("acknowledged_at", { withTimezone: true, mode: "string" }),
  acknowledgedUntil: timestamp("acknowledged_until", { withTimezone: true, mode: "string" }),
  backfillJobId: bigint("backfill_job_id", { mode: "bigint" }),
  backfillTries: smallint("backfill_tries").default(0).notNull(),
  backfillTriedAt: timestamp("backfill_tried_at", { withTimezone: true, mode: "string" }),
});
