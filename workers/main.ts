import { randomUUID } from "node:crypto";
import { connect } from "@/db/client";
import type { Env } from "@/runtime/env";
import type { Lifecycle } from "@/runtime/lifecycle";
import type { Log } from "@/runtime/log";
import { labelProcess } from "@/runtime/metrics";
import { startTracing } from "@/runtime/tracing/start-tracing";
import { buildId } from "@/runtime/version";
import { startBackfill } from "./backfill/start-backfill";
import { venueAccess } from "./backfill/venue/rest-urls";
import { databaseAnswers } from "./endpoint/database-answers";
import { startEndpoint } from "./endpoint/start-endpoint";
import { configuredExchanges, feedExchanges } from "./feed/config";
import { startFeed } from "./feed/start-feed";
import { startHeartbeat } from "./heartbeat";
import { startIngest } from "./ingest/start-ingest";
import { createKafka } from "./kafka/client";
import { readCompression } from "./kafka/codecs/read-compression";
import { startMaintain } from "./maintain/start-maintain";
import { startReplay } from "./replay/start-replay";

export const WORKER_ROLES = ["ingest", "feed", "replay", "backfill", "maintain"] as const;
export type WorkerRole = (typeof WORKER_ROLES)[number];

export interface WorkerOptions {
  roles: readonly WorkerRole[];
  databaseUrl: string;
  databaseSocket?: string | undefined;
  brokers: readonly string[];
  env: Env;
  log: Log;
  lifecycle: Lifecycle;
  /** the feed takes the real exchanges where no URL names another */
  live?: boolean;
}

/** The composition root of the worker process: starts each role and registers its end. */
export async function startWorkers(options: WorkerOptions): Promise<{ workerId: string; endpoint: string }> {
  const { env, log, lifecycle, databaseUrl, databaseSocket } = options;
  const workerId = `${options.roles.join("+")}-${process.pid}-${randomUUID().slice(0, 8)}`;
  const build = buildId();
  const tracing = await startTracing({ env, component: "worker", instance: workerId, log });
  if (tracing !== null) lifecycle.onEnd("traces", () => tracing.stop());
  const kafka = createKafka({ brokers: options.brokers, clientId: workerId, log });
  const sql = connect({ url: databaseUrl, socketDir: databaseSocket, max: 3, applicationName: "k2-worker" });
  lifecycle.onEnd("worker database", () => sql.end({ timeout: 5 }));
  const details = new Map<string, () => unknown>();
  labelProcess("worker", env.K2_ENVIRONMENT);
  let started = false;
  const endpoint = await startEndpoint({
    host: env.K2_HOST,
    port: env.K2_METRICS_PORT,
    notReady: async () => (started ? databaseAnswers(sql) : "its roles are still starting"),
  });
  lifecycle.onEnd("endpoint", () => endpoint.stop());
  details.set("endpoint", () => endpoint.url);
  log.info({ url: endpoint.url }, "metrics, health and readiness");

  const start: Record<WorkerRole, () => Promise<void>> = {
    ingest: async () => {
      const ingest = await startIngest({
        kafka,
        databaseUrl,
        databaseSocket,
        groupId: env.K2_CONSUMER_GROUP,
        topicPattern: new RegExp(env.K2_TOPIC_PATTERN),
        sessionTimeoutMs: env.K2_SESSION_TIMEOUT_MS,
        batchRecords: env.K2_BATCH_RECORDS,
        resetWindowMicros: env.K2_RESET_WINDOW_SECONDS * 1_000_000,
        resetJump: env.K2_RESET_JUMP,
        flood: {
          runLength: env.K2_FLOOD_RUN_LENGTH,
          ratio: env.K2_FLOOD_RATIO,
          window: env.K2_FLOOD_WINDOW,
        },
        schemaRegistryUrl: env.K2_SCHEMA_REGISTRY_URL,
        workerId,
        build,
        log: log.child({ role: "ingest" }),
      });
      lifecycle.onEnd("ingest", () => ingest.stop());
      details.set("assignment", () => ingest.assignment());
      details.set("compression", () => readCompression());
    },
    feed: async () => {
      const feed = await startFeed({
        exchanges: feedExchanges({ env, live: options.live ?? false }),
        brokers: options.brokers,
        sql,
        workerId,
        log,
      });
      lifecycle.onEnd("feed", () => feed.stop());
      details.set("feeds", () => feed.stats());
    },
    replay: async () => {
      const replay = await startReplay({
        kafka,
        databaseUrl,
        databaseSocket,
        log: log.child({ role: "replay" }),
        build,
        consumerGroup: env.K2_CONSUMER_GROUP,
        dlqTopicPattern: new RegExp(env.K2_DLQ_TOPIC_PATTERN),
        sessionTimeoutMs: env.K2_SESSION_TIMEOUT_MS,
        dlqPartitions: env.K2_TOPIC_PARTITIONS,
        workerId,
        ingestPattern: new RegExp(env.K2_TOPIC_PATTERN),
        schemaRegistryUrl: env.K2_SCHEMA_REGISTRY_URL,
        resetWindowMicros: env.K2_RESET_WINDOW_SECONDS * 1_000_000,
        resetJump: env.K2_RESET_JUMP,
      });
      lifecycle.onEnd("replay", () => replay.stop());
    },
    maintain: async () => {
      const { K2_ALERT_WEBHOOK_URL: url, K2_ALERT_WEBHOOK_SECRET: secret } = env;
      const maintain = await startMaintain({
        brokers: options.brokers,
        groupId: env.K2_CONSUMER_GROUP,
        topicPattern: new RegExp(env.K2_TOPIC_PATTERN),
        expectedFeeds: configuredExchanges({ env, live: options.live ?? false }).map((one) => one.exchange),
        webhook: url === undefined || secret === undefined ? null : { url, secret },
        databaseUrl,
        databaseSocket,
        workerId,
        log: log.child({ role: "maintain" }),
        retentionDays: env.K2_RETENTION_DAYS,
        sortAfterHours: env.K2_SORT_AFTER_HOURS,
        partitionDaysAhead: env.K2_PARTITION_DAYS_AHEAD,
      });
      lifecycle.onEnd("maintain", () => maintain.stop());
    },
    backfill: async () => {
      const backfill = await startBackfill({
        kafka,
        databaseUrl,
        databaseSocket,
        log: log.child({ role: "backfill" }),
        workerId,
        access: venueAccess(env),
        topicPartitions: env.K2_TOPIC_PARTITIONS,
      });
      lifecycle.onEnd("backfill", () => backfill.stop());
    },
  };
  for (const role of options.roles) await start[role]();
  started = true;

  const heartbeat = startHeartbeat({
    sql,
    workerId,
    roles: [...options.roles],
    build,
    log,
    detail: () => Object.fromEntries([...details].map(([name, read]) => [name, read()])),
  });
  lifecycle.onEnd("heartbeat", () => heartbeat.stop());
  return { workerId, endpoint: endpoint.url };
}
