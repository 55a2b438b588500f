import "./provided";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import pino from "pino";
import type { TestProject } from "vitest/node";
import { ensureServices } from "@/dev/services/ensure-services";
import { resetServices } from "@/dev/services/reset";
import { loadEnv } from "@/runtime/env";

/**
 * One Postgres and one Kafka for the whole run, in a folder of their own that goes away with them, or the servers of
 * K2_DATABASE_URL and K2_KAFKA_BROKERS.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const env = loadEnv();
  const log = pino({ name: "test-services", level: "warn" }, pino.destination(2));
  const dataDir = await mkdtemp(path.join(os.tmpdir(), "k2-test-"));
  const services = await ensureServices({
    dataDir,
    log,
    databaseUrl: env.K2_DATABASE_URL,
    databaseSocket: env.K2_DATABASE_SOCKET,
    kafkaBrokers: env.K2_KAFKA_BROKERS,
    need: { postgres: true, kafka: true },
    unsafe: true,
  });
  project.provide("databaseUrl", services.databaseUrl);
  project.provide("databaseSocket", services.databaseSocket ?? "");
  project.provide("kafkaBrokers", services.kafkaBrokers);

  // vitest ends at once on a signal, without its teardown; the services then stop by themselves at our exit.
  return async () => {
    await services.stop();
    await resetServices(dataDir, log);
    await rm(dataDir, { recursive: true, force: true });
  };
}
