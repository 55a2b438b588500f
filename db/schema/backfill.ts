import { bigint, integer, jsonb, numeric, pgTable, text, timestamp } from "drizzle-orm/pg-core";
import { int8multirange } from "./int8multirange";

/** History and counts of gaps, and the jobs that fetch them. Columns as the migrations made them; those are the truth. */

export const gapCounts = pgTable("gap_counts", {
  instrumentId: integer("instrument_id").notNull(),
  state: text().notNull(),
  cause: text().notNull(),
  gaps: bigint({ mode: "bigint" }).notNull(),
  missing: numeric().notNull(),
});

export const gapBuckets = pgTable("gap_buckets", {
  grain: text().notNull(),
  bucket: timestamp({ withTimezone: true, mode: "string" }).notNull(),
  instrumentId: integer("instrument_id").notNull(),
  gaps: bigint({ mode: "bigint" }).notNull(),
  missing: numeric().notNull(),
});

export const gapEvents = pgTable("gap_events", {
  id: bigint({ mode: "bigint" }).primaryKey().generatedAlwaysAsIdentity(),
  gapId: bigint("gap_id", { mode: "bigint" }).notNull(),
  at: timestamp({ withTimezone: true, mode: "string" }).defaultNow().notNull(),
  fromState: text("from_state"),
  toState: text("to_state").notNull(),
  cause: text().notNull(),
  missingBefore: numeric("missing_before"),
  missingAfter: numeric("missing_after").notNull(),
  jobId: bigint("job_id", { mode: "bigint" }),
  actor: text().notNull(),
  reason: text(),
});

export const backfillJobs = pgTable("backfill_jobs", {
  id: bigint({ mode: "bigint" }).primaryKey().generatedAlwaysAsIdentity(),
  exchange: text().notNull(),
  state: text().default("waiting").notNull(),
  phase: text().default("fetching").notNull(),
  createdAt: timestamp("created_at", { withTimezone: true, mode: "string" }).defaultNow().notNull(),
  createdBy: text("created_by").notNull(),
  reason: text().notNull(),
  plan: jsonb().notNull(),
  gaps: bigint({ mode: "bigint" }).notNull(),
  asked: numeric().notNull(),
  received: bigint({ mode: "bigint" }).default(0n).notNull(),
  calls: bigint({ mode: "bigint" }).default(0n).notNull(),
  weight: bigint({ mode: "bigint" }).default(0n).notNull(),
  retries: bigint({ mode: "bigint" }).default(0n).notNull(),
  publishedTo: jsonb("published_to").default({}).notNull(),
  waitsFor: text("waits_for"),
  notBefore: timestamp("not_before", { withTimezone: true, mode: "string" }),
  cancelBy: text("cancel_by"),
  leaseOwner: text("lease_owner"),
  leaseUntil: timestamp("lease_until", { withTimezone: true, mode: "string" }),
  leaseToken: bigint("lease_token", { mode: "bigint" }).default(0n).notNull(),
  startedAt: timestamp("started_at", { withTimezone: true, mode: "string" }),
  endedAt: timestamp("ended_at", { withTimezone: true, mode: "string" }),
  receipt: jsonb(),
  error: text(),
});

export const backfillItems = pgTable("backfill_items", {
  jobId: bigint("job_id", { mode: "bigint" }).notNull(),
  position: integer().notNull(),
  stretch: integer().notNull(),
  gapId: bigint("gap_id", { mode: "bigint" }).notNull(),
  instrumentId: integer("instrument_id").notNull(),
  topic: text().notNull(),
  timeBefore: timestamp("time_before", { withTimezone: true, mode: "string" }).notNull(),
  timeAfter: timestamp("time_after", { withTimezone: true, mode: "string" }).notNull(),
  asked: int8multirange("asked").notNull(),
  remaining: int8multirange("remaining").notNull(),
  omitted: int8multirange("omitted").default("{}").notNull(),
  expired: int8multirange("expired").default("{}").notNull(),
  doneAt: timestamp("done_at", { withTimezone: true, mode: "string" }),
  note: text(),
});

export const backfillRows = pgTable("backfill_rows", {
  jobId: bigint("job_id", { mode: "bigint" }).notNull(),
  instrumentId: integer("instrument_id").notNull(),
  sequence: bigint({ mode: "bigint" }).notNull(),
  frame: text().notNull(),
});

export const backfillCandles = pgTable("backfill_candles", {
  jobId: bigint("job_id", { mode: "bigint" }).notNull(),
  instrumentId: integer("instrument_id").notNull(),
  bucket: timestamp({ withTimezone: true, mode: "string" }).notNull(),
  before: jsonb(),
  after: jsonb(),
});

export const gapPolicies = pgTable("gap_policies", {
  exchange: text().primaryKey(),
  autoBackfillUpTo: bigint("auto_backfill_up_to", { mode: "bigint" }).default(0n).notNull(),
  updatedAt: timestamp("updated_at", { withTimezone: true, mode: "string" }).defaultNow().notNull(),
  updatedBy: text("updated_by").notNull(),
});
