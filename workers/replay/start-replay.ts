import { connect } from "@/db/client";
import type { Log } from "@/runtime/log";
import { startForeignReader } from "../dead-letters/start-foreign-reader";
import { startRelay } from "../dead-letters/start-relay";
import type { ResetRules } from "../ingest/classify";
import { createSchemaRegistry, noRegistry } from "../ingest/schema-registry";
import type { Kafka } from "../kafka/types";
import { startJobs } from "./start-jobs";

export interface ReplayOptions extends ResetRules {
  kafka: Kafka;
  databaseUrl: string;
  databaseSocket?: string | undefined;
  log: Log;
  build: string;
  consumerGroup: string;
  dlqTopicPattern: RegExp;
  sessionTimeoutMs: number;
  dlqPartitions: number;
  workerId: string;
  /** topics that ingest reads */
  ingestPattern: RegExp;
  schemaRegistryUrl?: string | undefined;
}

/** Starts all that dead letters need: their outbox, the topics of others, and the jobs that replay them. */
export async function startReplay(options: ReplayOptions): Promise<{ stop(): Promise<void> }> {
  const { kafka, log } = options;
  const sql = connect({
    url: options.databaseUrl,
    socketDir: options.databaseSocket,
    max: 16,
    applicationName: "k2-replay",
  });
  const relay = await startRelay({ kafka, sql, log, partitions: options.dlqPartitions });
  const reader = await startForeignReader({
    kafka,
    sql,
    log,
    groupId: `${options.consumerGroup}-dead-letters`,
    topicPattern: options.dlqTopicPattern,
    sessionTimeoutMs: options.sessionTimeoutMs,
    build: options.build,
  });
  const jobs = await startJobs({
    kafka,
    sql,
    log,
    workerId: options.workerId,
    build: options.build,
    ingestPattern: options.ingestPattern,
    schemas:
      options.schemaRegistryUrl === undefined ? noRegistry : createSchemaRegistry(options.schemaRegistryUrl),
    resetWindowMicros: options.resetWindowMicros,
    resetJump: options.resetJump,
  });
  return {
    async stop() {
      await Promise.all([relay.stop(), reader.stop(), jobs.stop()]);
      await sql.end({ timeout: 5 });
    },
  };
}
