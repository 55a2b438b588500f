import { connect } from "@/db/client";
import type { Log } from "@/runtime/log";
import { startForeignReader } from "../dead-letters/start-foreign-reader";
import { startRelay } from "../dead-letters/start-relay";
import type { Kafka } from "../kafka/types";

export interface ReplayOptions {
  kafka: Kafka;
  databaseUrl: string;
  databaseSocket?: string | undefined;
  log: Log;
  build: string;
  consumerGroup: string;
  dlqTopicPattern: RegExp;
  sessionTimeoutMs: number;
  dlqPartitions: number;
}

/** Starts all that dead letters need: their outbox, the topics of others, and the jobs that replay them. */
export async function startReplay(options: ReplayOptions): Promise<{ stop(): Promise<void> }> {
  const { kafka, log } = options;
  const sql = connect({
    url: options.databaseUrl,
    socketDir: options.databaseSocket,
    max: 8,
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
  return {
    async stop() {
      await Promise.all([relay.stop(), reader.stop()]);
      await sql.end({ timeout: 5 });
    },
  };
}
