import {
  bigint,
  date,
  integer,
  jsonb,
  numeric,
  pgTable,
  smallint,
  text,
  timestamp,
} from "drizzle-orm/pg-core";
import { bytea } from "./bytea";

/** What the workers tell of themselves, alerts and the audit trail. Columns as the migrations made them; those are the truth. */

export const latency1M = pgTable("latency_1m", {
  minute: timestamp({ withTimezone: true, mode: "string" }).notNull(),
  stage: text().notNull(),
  instrumentId: integer("instrument_id").notNull(),
  workerId: text("worker_id").notNull(),
  buckets: smallint().array().notNull(),
  counts: bigint({ mode: "bigint" }).array().notNull(),
});

export const latency1H = pgTable("latency_1h", {
  hour: timestamp({ withTimezone: true, mode: "string" }).notNull(),
  stage: text().notNull(),
  instrumentId: integer("instrument_id").notNull(),
  workerId: text("worker_id").notNull(),
  buckets: smallint().array().notNull(),
  counts: bigint({ mode: "bigint" }).array().notNull(),
});

export const retiredTrades = pgTable("retired_trades", {
  sourceId: integer("source_id").notNull(),
  instrumentId: integer("instrument_id").notNull(),
  trades: bigint({ mode: "bigint" }).notNull(),
  quantity: numeric().notNull(),
  notional: numeric().notNull(),
});

export const retiredDays = pgTable("retired_days", {
  day: date().primaryKey().notNull(),
  trades: bigint({ mode: "bigint" }).notNull(),
  bytes: bigint({ mode: "bigint" }).notNull(),
  retiredAt: timestamp("retired_at", { withTimezone: true, mode: "string" }).defaultNow().notNull(),
});

export const sortedDays = pgTable("sorted_days", {
  day: date().primaryKey().notNull(),
  /** an oid: the table that was sorted */
  relation: bigint({ mode: "number" }).notNull(),
  trades: bigint({ mode: "bigint" }).notNull(),
  sortedAt: timestamp("sorted_at", { withTimezone: true, mode: "string" }).defaultNow().notNull(),
  candlesAt: timestamp("candles_at", { withTimezone: true, mode: "string" }),
});

export const maintenanceRuns = pgTable("maintenance_runs", {
  task: text().primaryKey().notNull(),
  workerId: text("worker_id").notNull(),
  ranAt: timestamp("ran_at", { withTimezone: true, mode: "string" }).notNull(),
  doneAt: timestamp("done_at", { withTimezone: true, mode: "string" }),
  tookMs: integer("took_ms"),
  error: text(),
  errorAt: timestamp("error_at", { withTimezone: true, mode: "string" }),
  detail: jsonb().default({}).notNull(),
});

export const kafkaState = pgTable("kafka_state", {
  id: smallint().primaryKey().default(1).notNull(),
  askedAt: timestamp("asked_at", { withTimezone: true, mode: "string" }).notNull(),
  reachedAt: timestamp("reached_at", { withTimezone: true, mode: "string" }),
  awaySince: timestamp("away_since", { withTimezone: true, mode: "string" }),
  error: text(),
  state: jsonb().default({}).notNull(),
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
  silencedBy: text("silenced_by"),
  silenceReason: text("silence_reason"),
});

export const alertNotifications = pgTable("alert_notifications", {
  id: bigint({ mode: "bigint" }).primaryKey().generatedAlwaysAsIdentity(),
  alertId: bigint("alert_id", { mode: "bigint" }).notNull(),
  event: text().notNull(),
  payload: jsonb().notNull(),
  createdAt: timestamp("created_at", { withTimezone: true, mode: "string" }).defaultNow().notNull(),
  attempts: integer().default(0).notNull(),
  nextAt: timestamp("next_at", { withTimezone: true, mode: "string" }).defaultNow().notNull(),
  sentAt: timestamp("sent_at", { withTimezone: true, mode: "string" }),
  givenUpAt: timestamp("given_up_at", { withTimezone: true, mode: "string" }),
  lastError: text("last_error"),
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

export const frameRequests = pgTable("frame_requests", {
  id: bigint({ mode: "bigint" }).primaryKey().generatedAlwaysAsIdentity(),
  topic: text().notNull(),
  partition: integer().notNull(),
  sourceOffset: bigint("source_offset", { mode: "bigint" }).notNull(),
  askedAt: timestamp("asked_at", { withTimezone: true, mode: "string" }).defaultNow().notNull(),
  takenAt: timestamp("taken_at", { withTimezone: true, mode: "string" }),
  answeredAt: timestamp("answered_at", { withTimezone: true, mode: "string" }),
  outcome: text(),
  error: text(),
  key: bytea(),
  value: bytea(),
  headers: jsonb().default([]).notNull(),
  recordTime: timestamp("record_time", { withTimezone: true, mode: "string" }),
  lowOffset: bigint("low_offset", { mode: "bigint" }),
  endOffset: bigint("end_offset", { mode: "bigint" }),
});
