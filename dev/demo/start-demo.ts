import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import getPort, { portNumbers } from "get-port";
import { connect, type Sql } from "@/db/client";
import { migrate } from "@/db/migrate";
import { supervise } from "@/dev/processes";
import type { Services } from "@/dev/services/ensure-services";
import { DEMO_FAULTS } from "@/dev/simulator/faults/demo";
import { INSTRUMENTS } from "@/dev/simulator/instruments";
import { startSimulator } from "@/dev/simulator/simulator";
import { buildWeb } from "@/dev/web/build-web";
import { startWeb } from "@/dev/web/start-web";
import type { Env } from "@/runtime/env";
import type { Lifecycle } from "@/runtime/lifecycle";
import type { Log } from "@/runtime/log";
import { catchUp } from "@/workers/ingest/caught-up";
import { createKafka } from "@/workers/kafka/client";
import { ensureTopics } from "@/workers/kafka/ensure-topics";
import { WORKER_ROLES } from "@/workers/main";
import { continueNumbers } from "./continue-numbers";

export interface DemoOptions {
  env: Env;
  log: Log;
  lifecycle: Lifecycle;
  services: Services;
  /** where logs go */
  dataDir: string;
  live: boolean;
  /** trades a second */
  rate: number;
  /** undefined takes 3000 or the next free one */
  port?: number | undefined;
  say: (line: string) => void;
}

const EXCHANGES = ["binance", "coinbase", "kraken"];

export interface Demo {
  /** the console's address */
  url: string;
  /** where the simulator is told what to do; null where the real exchanges are taken */
  controlUrl: string | null;
}

/** Starts everything on this machine and waits until trades show. */
export async function startDemo(options: DemoOptions): Promise<Demo> {
  const { env, log, lifecycle, services, say } = options;
  const { databaseUrl, databaseSocket, kafkaBrokers } = services;
  const logDir = path.join(options.dataDir, "logs");
  await migrate({ url: databaseUrl, socketDir: databaseSocket });
  const sql = connect({ url: databaseUrl, socketDir: databaseSocket, max: 2, applicationName: "k2-demo" });
  lifecycle.onEnd("demo database", () => sql.end({ timeout: 5 }));
  const building = buildWeb(log, { signal: lifecycle.signal });
  building.catch(() => undefined); // awaited below; an early failure must not be an unhandled one

  const unread = await prepareTopics(options, sql);
  const simulated = options.live ? null : await simulate(options, sql, unread);
  say("workers: starting");
  const workers = supervise({
    name: "workers",
    args: ["dev/cli/worker.ts", "--roles", WORKER_ROLES.join(","), ...(options.live ? ["--live"] : [])],
    env: {
      ...simulated?.feedUrls,
      K2_DATABASE_URL: databaseUrl,
      K2_DATABASE_SOCKET: databaseSocket,
      K2_KAFKA_BROKERS: kafkaBrokers.join(","),
    },
    logDir,
    log,
  });
  lifecycle.onEnd("workers", () => workers.stop());

  if (await building) say("web: built");
  const port =
    options.port ?? (await getPort({ port: [env.K2_PORT, ...portNumbers(3000, 3100)], host: "127.0.0.1" }));
  const web = await startWeb({ port, databaseUrl, databaseSocket, logDir, log, signal: lifecycle.signal });
  lifecycle.onEnd("web", () => web.stop());
  await tradesShow(sql, lifecycle.signal);
  return { url: web.url, controlUrl: simulated?.controlUrl ?? null };
}

/** Makes the topics. @returns how many records of an earlier run are still unread */
async function prepareTopics({ env, log, services }: DemoOptions, sql: Sql): Promise<number> {
  const admin = createKafka({ brokers: services.kafkaBrokers, clientId: "k2-demo", log }).admin();
  await admin.connect();
  try {
    await ensureTopics(
      admin,
      EXCHANGES.map((exchange) => ({
        topic: `market.crypto.trades.${exchange}.raw`,
        partitions: env.K2_TOPIC_PARTITIONS,
      })),
    );
    return Number((await catchUp(admin, sql, new RegExp(env.K2_TOPIC_PATTERN))).lag);
  } finally {
    await admin.disconnect();
  }
}

async function simulate(
  options: DemoOptions,
  sql: Sql,
  unread: number,
): Promise<{ feedUrls: Record<string, string>; controlUrl: string }> {
  const { instruments, continued } = await continueNumbers(sql, INSTRUMENTS, unread);
  const simulator = await startSimulator({
    rate: options.rate,
    seed: Date.now() % 1_000_000,
    faults: DEMO_FAULTS,
    instruments,
    // Its numbers go on from the last demo: a history made up now would contradict what is stored.
    ...(continued ? { historySeconds: 0 } : {}),
  });
  options.lifecycle.onEnd("simulator", () => simulator.stop());
  const { urls } = simulator;
  options.say(`exchange simulator: ${options.rate} trades/s, faults on; control at ${urls.control}`);
  const feedUrls = {
    K2_BINANCE_WS_URL: urls.binanceWs,
    K2_COINBASE_WS_URL: urls.coinbaseWs,
    K2_KRAKEN_WS_URL: urls.krakenWs,
    K2_BINANCE_REST_URL: urls.binanceRest,
    K2_COINBASE_REST_URL: urls.coinbaseRest,
    K2_KRAKEN_REST_URL: urls.krakenRest,
    K2_BINANCE_API_KEY: "simulator",
  };
  return { feedUrls, controlUrl: urls.control };
}

/** Resolves once this run has stored trades. */
async function tradesShow(sql: Sql, signal: AbortSignal): Promise<void> {
  const stored = async () => {
    const [row] = await sql<
      { stored: bigint }[]
    >`select coalesce(sum(stored), 0)::int8 as stored from partition_positions`;
    return row?.stored ?? 0n;
  };
  const before = await stored();
  while ((await stored()) <= before) await wait(100, undefined, { signal });
}
