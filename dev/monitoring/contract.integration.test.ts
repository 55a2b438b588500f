import { execFile, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import getPort from "get-port";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import "@/dev/testing/provided";
import { createTestDatabase, type TestDatabase } from "@/db/testing/test-database";
import { startSimulator } from "@/dev/simulator/simulator";
import { loadEnv } from "@/runtime/env";
import { Lifecycle } from "@/runtime/lifecycle";
import { createLog } from "@/runtime/log";
import { createCallerFactory, procedure, router } from "@/server/trpc/init";
import { until } from "@/workers/ingest/testing/until";
import { createKafka } from "@/workers/kafka/client";
import { createProducer } from "@/workers/kafka/producer";
import { startWorkers } from "@/workers/main";
import { deadUses, rulesOf, samplesOf, usedSeries } from "./used-series";

const FOLDER = path.resolve(import.meta.dirname, "../../docs/operations/monitoring");
const log = createLog("test", "silent");
const lifecycle = new Lifecycle(log);
const installed = (name: string) => spawnSync(name, ["--version"]).status === 0;
const why = " — skipped: install Debian's package prometheus";

let database: TestDatabase;
let endpoint: string;

beforeAll(async () => {
  database = await createTestDatabase({ url: inject("databaseUrl"), socketDir: inject("databaseSocket") });
  lifecycle.onEnd("database", () => database.drop());
  const brokers = inject("kafkaBrokers");
  const simulator = await startSimulator({ rate: 100, seed: 5, historySeconds: 0, faults: [] });
  lifecycle.onEnd("simulator", () => simulator.stop());
  const { urls } = simulator;
  const started = await startWorkers({
    roles: ["ingest", "feed", "maintain"],
    databaseUrl: database.url,
    databaseSocket: database.socketDir,
    brokers,
    env: {
      ...loadEnv(),
      K2_BINANCE_WS_URL: urls.binanceWs,
      K2_COINBASE_WS_URL: urls.coinbaseWs,
      K2_KRAKEN_WS_URL: urls.krakenWs,
      K2_CONSUMER_GROUP: "k2-contract",
      // Other tests' topics have asset classes of their own.
      K2_TOPIC_PATTERN: "^market\\.crypto\\.trades\\.[a-z]+\\.raw$",
    },
    log,
    lifecycle,
  });
  endpoint = started.endpoint;
  await until("Kafka takes the feed's frames", async () =>
    (await scrape()).some((one) => one.metric === "k2_ingest_trades_stored_total"),
  );
  // One of each thing that goes wrong: a letter, a gap, a late trade, a duplicate.
  const producer = createProducer(createKafka({ brokers, clientId: "contract" }));
  await producer.connect();
  lifecycle.onEnd("producer", () => producer.disconnect());
  const frame = (t: number) =>
    JSON.stringify({
      stream: "zzzusdt@trade",
      data: { e: "trade", E: 1, s: "ZZZUSDT", t, p: "1", q: "1", T: 1_750_000_000_000 + t, m: true, M: true },
    });
  const values = ["no json", frame(1), frame(5), frame(3), frame(5)];
  await producer.send({
    topic: "market.crypto.trades.binance.raw",
    messages: values.map((value) => ({ partition: 0, key: "ZZZUSDT", value })),
  });
  // What the web process measures: one question answered and one refused.
  const caller = createCallerFactory(
    router({
      fine: procedure("viewer").query(() => 1),
      wrong: procedure("viewer").query(() => {
        throw new Error("on purpose");
      }),
    }),
  )({ actor: { name: "test", role: "viewer" }, origin: "api", requestId: "contract" });
  await caller.fine();
  await caller.wrong().catch(() => undefined);
}, 120_000);
afterAll(() => lifecycle.end());

async function scrape() {
  return samplesOf(await (await fetch(`${endpoint}/metrics`)).text());
}

async function uses() {
  const dashboard: { panels: { title: string; targets: { expr: string }[] }[] } = JSON.parse(
    await readFile(path.join(FOLDER, "dashboard.json"), "utf8"),
  );
  const rules = rulesOf(await readFile(path.join(FOLDER, "rules.yml"), "utf8"));
  const panels = dashboard.panels.flatMap(({ title, targets }) =>
    targets.map(({ expr }) => ({ where: title, expr })),
  );
  expect(rules.length).toBeGreaterThan(15);
  expect(panels.length).toBeGreaterThan(12);
  return [...rules, ...panels].flatMap(usedSeries);
}

it("every series of a shipped rule or panel is emitted, with its labels: none can never fire", async () => {
  const used = await uses();
  let dead: string[] = [];
  await until("all series show", async () => {
    dead = deadUses(used, await scrape());
    return dead.length === 0;
  }).catch(() => undefined);
  expect(dead).toEqual([]);
});

it("tells of itself, and says when it cannot work", async () => {
  expect(await (await fetch(`${endpoint}/healthz`)).json()).toEqual({ status: "ok" });
  expect(await (await fetch(`${endpoint}/readyz`)).json()).toEqual({ ready: true });
  expect((await fetch(`${endpoint}/metrics`, { method: "POST" })).status).toBe(405);
  expect((await fetch(`${endpoint}/nothing`)).status).toBe(404);
  const [row] = await database.sql<
    { url: string }[]
  >`select detail->>'endpoint' as url from worker_heartbeats`;
  expect(row?.url).toBe(endpoint);
});

it("every rule names a runbook that exists", async () => {
  const yaml = await readFile(path.join(FOLDER, "rules.yml"), "utf8");
  const runbooks = [...yaml.matchAll(/runbook: (\S+)/g)].map(([, file = ""]) => file);
  expect(runbooks).toHaveLength(rulesOf(yaml).length);
  for (const file of new Set(runbooks))
    expect((await readFile(path.resolve(FOLDER, "../../..", file), "utf8")).length).toBeGreaterThan(200);
});

describe.skipIf(!installed("promtool"))(`promtool${installed("promtool") ? "" : why}`, () => {
  it("takes the rules and the example configuration", async () => {
    const run = promisify(execFile);
    expect((await run("promtool", ["check", "rules", path.join(FOLDER, "rules.yml")])).stdout).toContain(
      "SUCCESS",
    );
    expect(
      (await run("promtool", ["check", "config", path.join(FOLDER, "prometheus.yml")])).stdout,
    ).toContain("SUCCESS");
  });

  it("takes the metrics' names and help", async () => {
    const check = spawn("promtool", ["check", "metrics"], { stdio: ["pipe", "pipe", "pipe"] });
    let said = "";
    check.stderr.on("data", (chunk) => {
      said += chunk;
    });
    const gone = once(check, "exit");
    check.stdin.end(await (await fetch(`${endpoint}/metrics`)).text());
    await gone;
    expect(said.split("\n").filter((line) => line.startsWith("k2_"))).toEqual([]);
  });
});

describe.skipIf(!installed("prometheus"))(`Prometheus${installed("prometheus") ? "" : why}`, () => {
  it("scrapes without an error, loads every rule, and one fires", async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), "k2-prometheus-"));
    const port = await getPort({ host: "127.0.0.1" });
    const rules = (await readFile(path.join(FOLDER, "rules.yml"), "utf8")).replaceAll(/for: \w+/g, "for: 0s");

    await writeFile(path.join(folder, "rules.yml"), rules);
    await writeFile(
      path.join(folder, "prometheus.yml"),
      `global: { scrape_interval: 1s, evaluation_interval: 1s }
rule_files: [rules.yml]
scrape_configs: [{ job_name: k2-worker, static_configs: [{ targets: ["${new URL(endpoint).host}"] }] }]
`,
    );
    const prometheus = spawn(
      "prometheus",
      [
        `--config.file=${folder}/prometheus.yml`,
        `--storage.tsdb.path=${folder}/data`,
        `--web.listen-address=127.0.0.1:${port}`,
        "--log.level=error",
      ],
      { stdio: "ignore" },
    );
    const ask = async (what: string) =>
      (
        await fetch(`http://127.0.0.1:${port}/api/v1/${what}`)
          .then((answer) => answer.json())
          .catch(() => null)
      )?.data;
    try {
      await database.sql`update partition_positions set halted_at = now(), halt_reason = 'on purpose' where partition = 0`;
      await until("the target is up", async () => {
        const targets = await ask("targets");
        return targets?.activeTargets.every(
          (one: { health: string; lastError: string }) => one.health === "up" && one.lastError === "",
        );
      });
      await until("K2PartitionHalted fires", async () => {
        const alerts = await ask("alerts");
        return alerts?.alerts.some(
          (one: { labels: { alertname: string }; state: string }) =>
            one.labels.alertname === "K2PartitionHalted" && one.state === "firing",
        );
      });
      const { groups } = await ask("rules");
      expect(groups[0].rules.filter((rule: { health: string }) => rule.health === "err")).toEqual([]);
      expect(groups[0].rules).toHaveLength(rulesOf(rules).length);
    } finally {
      const gone = once(prometheus, "exit");
      prometheus.kill("SIGTERM");
      await gone;
      await database.sql`update partition_positions set halted_at = null, halt_reason = null`;
      await rm(folder, { recursive: true, force: true });
    }
  });
});
