import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { connect, type Sql } from "@/db/client";
import { migrate } from "@/db/migrate";
import { type KafkaHandle, startKafka } from "@/dev/services/kafka";
import { type PostgresHandle, startPostgres } from "@/dev/services/postgres";
import { resetServices } from "@/dev/services/reset";
import type { Simulator } from "@/dev/simulator/api";
import type { FaultScript } from "@/dev/simulator/faults/schema";
import { startSimulator } from "@/dev/simulator/simulator";
import type { Lifecycle } from "@/runtime/lifecycle";
import type { Log } from "@/runtime/log";
import { defaultSymbols } from "@/workers/feed/config";
import { type Feed, startFeed } from "@/workers/feed/start-feed";
import { createKafka } from "@/workers/kafka/client";
import { ensureTopics } from "@/workers/kafka/ensure-topics";
import type { Kafka } from "@/workers/kafka/types";
import { Fleet } from "./fleet";

/** Everything that a fault may hit: all of it real, all of it ours. */
export interface World {
  postgres: PostgresHandle;
  kafka: KafkaHandle;
  client: Kafka;
  sql: Sql;
  simulator: Simulator;
  feed: Feed;
  fleet: Fleet;
}

/** Frames are lost, repeated, late and malformed on the wire too: the accounts must name each. */
const WIRE_FAULTS: FaultScript = [
  { type: "lose", every: [2, 5], run: [1, 4] },
  { type: "malform", every: [2, 5], run: [1, 2] },
  { type: "repeat", every: [1, 3] },
  { type: "delay", every: [2, 4], byMs: [100, 900] },
];

export async function startWorld(options: {
  rate: number;
  seed: number;
  lifecycle: Lifecycle;
  log: Log;
}): Promise<World> {
  const { lifecycle, log } = options;
  const dataDir = await mkdtemp(path.join(os.tmpdir(), "k2-faults-"));
  lifecycle.onEnd("data folder", async () => {
    await resetServices(dataDir, log);
    await rm(dataDir, { recursive: true, force: true });
  });
  const [postgres, kafka] = await Promise.all([
    startPostgres({ dataDir, log }),
    startKafka({ dataDir, log }),
  ]);
  lifecycle.onEnd("postgres", () => postgres.stop());
  lifecycle.onEnd("kafka", () => kafka.stop());
  await migrate({ url: postgres.databaseUrl, socketDir: postgres.databaseSocket });
  const sql = connect({
    url: postgres.databaseUrl,
    socketDir: postgres.databaseSocket,
    max: 2,
    applicationName: "k2-faults",
  });
  lifecycle.onEnd("database", () => sql.end({ timeout: 5 }));

  const client = createKafka({ brokers: kafka.brokers, clientId: "k2-faults" });
  const admin = client.admin();
  await admin.connect();
  await ensureTopics(
    admin,
    ["binance", "coinbase", "kraken"].map((name) => ({
      topic: `market.crypto.trades.${name}.raw`,
      partitions: 6,
    })),
  );
  await admin.disconnect();

  const simulator = await startSimulator({
    rate: options.rate,
    seed: options.seed,
    historySeconds: 0,
    faults: [],
  });
  lifecycle.onEnd("simulator", () => simulator.stop());
  simulator.pause();
  const { urls } = simulator;
  const feed = await startFeed({
    exchanges: [
      { exchange: "binance", wsUrl: urls.binanceWs, symbols: defaultSymbols.binance },
      { exchange: "coinbase", wsUrl: urls.coinbaseWs, symbols: defaultSymbols.coinbase },
      { exchange: "kraken", wsUrl: urls.krakenWs, symbols: defaultSymbols.kraken },
    ],
    brokers: kafka.brokers,
    sql,
    workerId: "faults-feed",
    log,
  });
  lifecycle.onEnd("feed", () => feed.stop());
  const fleet = new Fleet(
    {
      K2_DATABASE_URL: postgres.databaseUrl,
      K2_DATABASE_SOCKET: postgres.databaseSocket,
      K2_KAFKA_BROKERS: kafka.brokers.join(","),
      K2_SESSION_TIMEOUT_MS: "6000",
      K2_LOG_LEVEL: "error",
    },
    path.join(os.tmpdir(), `k2-faults-workers-${process.pid}.log`),
  );
  lifecycle.onEnd("workers", () => fleet.stop());
  return { postgres, kafka, client, sql, simulator, feed, fleet };
}

/** Opens the market once every socket listens: from here on the simulator knows what was heard. */
export async function openMarket(world: World): Promise<void> {
  while (world.feed.stats().some((one) => one.state !== "open")) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  world.simulator.resume();
  world.simulator.setFaults(WIRE_FAULTS);
}
