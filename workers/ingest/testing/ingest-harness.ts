import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import pino from "pino";
import { inject } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/db/testing/test-database";
import "@/dev/testing/provided";
import { createKafka } from "../../kafka/client";
import { ensureTopics } from "../../kafka/ensure-topics";
import { createProducer } from "../../kafka/producer";
import type { Admin, Kafka, Producer } from "../../kafka/types";
import { catchUp } from "../caught-up";
import { type Ingest, type IngestOptions, startIngest } from "../start-ingest";

/** A database, topics and a group of a test's own, on the run's real Postgres and Kafka. */
export interface IngestHarness {
  database: TestDatabase;
  kafka: Kafka;
  admin: Admin;
  producer: Producer;
  /** the name that `market.crypto.…` has in this test: topics of other tests stay apart */
  topic(name: string): string;
  start(options?: Partial<IngestOptions>): Promise<Ingest>;
  /** makes topics, 4 partitions each unless told otherwise */
  makeTopics(names: readonly string[], partitions?: number): Promise<void>;
  /** waits until nothing is left to read */
  caughtUp(): Promise<void>;
  stop(): Promise<void>;
}

export async function createIngestHarness(): Promise<IngestHarness> {
  const letters = [...randomUUID().replaceAll("-", "")].map((digit) =>
    String.fromCharCode(97 + Number.parseInt(digit, 16)),
  );
  const assetClass = `t${letters.slice(0, 12).join("")}`;
  const database = await createTestDatabase({
    url: inject("databaseUrl"),
    socketDir: inject("databaseSocket"),
  });
  const log = pino({ level: "error" });
  const kafka = createKafka({ brokers: inject("kafkaBrokers"), clientId: assetClass, log });
  const admin = kafka.admin();
  const producer = createProducer(kafka, { idempotent: true });
  await Promise.all([admin.connect(), producer.connect()]);
  const workers: Ingest[] = [];
  const pattern = new RegExp(`^market\\.${assetClass}\\.(trades|aggtrades)\\.[a-z0-9-]+(\\.raw)?$`);
  return {
    database,
    kafka,
    admin,
    producer,
    topic: (name) => name.replace(/^market\.(crypto|equities)\./, `market.${assetClass}.`),
    async start(options = {}) {
      const worker = await startIngest({
        kafka,
        databaseUrl: database.url,
        databaseSocket: database.socketDir,
        groupId: assetClass,
        topicPattern: pattern,
        sessionTimeoutMs: 6_000,
        batchRecords: 10_000,
        resetWindowMicros: 3_600_000_000,
        flood: { runLength: 0, ratio: 0, window: 10_000 },
        workerId: `test-${workers.length}`,
        build: "test",
        log,
        topicRefreshMs: 300,
        ...options,
      });
      workers.push(worker);
      return worker;
    },
    async makeTopics(names, partitions = 4) {
      await ensureTopics(
        admin,
        names.map((topic) => ({ topic, partitions })),
      );
    },
    async caughtUp() {
      while ((await catchUp(admin, database.sql, pattern)).lag > 0n) await wait(50);
    },
    async stop() {
      await Promise.all(workers.map((worker) => worker.stop()));
      await Promise.all([admin.disconnect(), producer.disconnect()]);
      await database.drop();
    },
  };
}
