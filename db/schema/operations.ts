import { bigint, integer, jsonb, pgTable, smallint, text, timestamp } from "drizzle-orm/pg-core";

/** What the workers tell of themselves, alerts and the audit trail. Columns as the migrations made them; those are the truth. */

export const latency1M = pgTable("latency_1m", {
  minute: timestamp({ withTimezone: true, mode: "string" }).notNull(),
  stage: text().notNull(),
  instrumentId: integer("instrument_id").notNull(),
  bucket: smallint().notNull(),
  count: bigint({ mode: "bigint" }).notNull(),
});

export const workerHeartbeats = pgTable("worker_heartbeats", {
  workerId: text("worker_id").primaryKey().notNull(),
  roles: text().array().notNull(),
  host: text().notNull(),
  pid: integer().notNull(),
  build: text().notNull(),
  startedAt: timestamp("started_at", { withTimezone: true, mode: "string" }).notNull(),
  beatAt: timestamp("beat_at", { withTimezone: true, mode: "string" }).notNull(),
  stoppedAt: timestamp("stopped_at", { withTimezone: true, mode: "string" }),
  memoryBytes: bigint("memory_bytes", { mode: "bigint" }).default(0n).notNull(),
  detail: jsonb().default({}).notNull(),
});

export const feedConnections = pgTable("feed_connections", {
  exchange: text().primaryKey().notNull(),
  workerId: text("worker_id").notNull(),
  state: text().notNull(),
  connectedAt: timestamp("connected_at", { withTimezone: true, mode: "string" }),
  lastMessageAt: timestamp("last_message_at", { withTimezone: true, mode: "string" }),
  reconnects: bigint({ mode: "bigint" }).default(0n).notNull(),
  frames: bigint({ mode: "bigint" }).default(0n).notNull(),
  reason: text(),
  updatedAt: timestamp("updated_at", { withTimezone: true, mode: "string" }).defaultNow().notNull(),
});

export const feedOutages = pgTable("feed_outages", {
  id: bigint({ mode: "bigint" }).primaryKey().generatedAlwaysAsIdentity(),
  exchange: text().notNull(),
  disconnectedAt: timestamp("disconnected_at", { withTimezone: true, mode: "string" }).notNull(),
  reconnectedAt: timestamp("reconnected_at", { withTimezone: true, mode: "string" }),
  reason: text().notNull(),
});

export const lagSamples = pgTable("lag_samples", {
  sampledAt: timestamp("sampled_at", { withTimezone: true, mode: "string" }).notNull(),
  topic: text().notNull(),
  partition: integer().notNull(),
  lowOffset: bigint("low_offset", { mode: "bigint" }).notNull(),
  endOffset: bigint("end_offset", { mode: "bigint" }).notNull(),
  nextOffset: bigint("next_offset", { mode: "bigint" }).notNull(),
});

export const alerts = pgTable("alerts", {
  id: bigint({ mode: "bigint" }).primaryKey().generatedAlwaysAsIdentity(),
  kind: text().notNull(),
  subject: text().notNull(),
  severity: text().notNull(),
  message: text().notNull(),
  evidence: jsonb().default({}).notNull(),
  openedAt: timestamp("opened_at", { withTimezone: true, mode: "string" }).defaultNow().notNull(),
  lastSeenAt: timestamp("last_seen_at", { withTimezone: true, mode: "string" }).defaultNow().notNull(),
  closedAt: timestamp("closed_at", { withTimezone: true, mode: "string" }),
  acknowledgedAt: timestamp("acknowledged_at", { withTimezone: true, mode: "string" }),
  acknowledgedBy: text("acknowledged_by"),
  silencedUntil: timestamp("silenced_until", { withTimezone: true, mode: "string" }),
  note: text(),
});

export const auditLog = pgTable("audit_log", {
  id: bigint({ mode: "bigint" }).primaryKey().generatedAlwaysAsIdentity(),
  at: timestamp({ withTimezone: true, mode: "string" }).defaultNow().notNull(),
  actor: text().notNull(),
  action: text().notNull(),
  subject: text().notNull(),
  reason: text(),
  origin: text().notNull(),
  outcome: text().notNull(),
  detail: jsonb().default({}).notNull(),
});
