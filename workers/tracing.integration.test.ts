import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, beforeEach, expect, inject, it } from "vitest";
import "@/dev/testing/provided";
import { startSimulator } from "@/dev/simulator/simulator";
import { childEnv, loadEnv } from "@/runtime/env";
import { createLog } from "@/runtime/log";
import type { Tracing } from "@/runtime/tracing/current-tracing";
import { startTracing } from "@/runtime/tracing/start-tracing";
import { ancestry, type OtlpReceiver, startOtlpReceiver } from "@/runtime/tracing/testing/otlp-receiver";
import { startFeed } from "./feed/start-feed";
import { binanceFrame } from "./ingest/testing/binance-frame";
import { createIngestHarness, type IngestHarness } from "./ingest/testing/ingest-harness";
import { until } from "./ingest/testing/until";

const log = createLog("test", "silent");
let harness: IngestHarness;
let receiver: OtlpReceiver;
let tracing: Tracing | null;
beforeAll(async () => {
  [harness, receiver] = await Promise.all([createIngestHarness(), startOtlpReceiver()]);
});
beforeEach(async () => {
  receiver.spans.length = 0;
  const env = loadEnv({
    OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
    OTEL_EXPORTER_OTLP_PROTOCOL: "http/json",
  });
  tracing = await startTracing({ env, component: "worker", instance: "test", log });
});
afterAll(async () => {
  await tracing?.stop();
  await harness.stop();
  await receiver.close();
});

const spansNamed = (name: string) => receiver.spans.filter((one) => one.name === name);

it("follows a frame from the exchange's socket to the commit that stores its trade", async () => {
  const { database } = harness;
  const topic = harness.topic("market.crypto.trades.binance.raw");
  const simulator = await startSimulator({ rate: 200, seed: 3, historySeconds: 0, faults: [] });
  const feed = await startFeed({
    exchanges: [{ exchange: "binance", wsUrl: simulator.urls.binanceWs, symbols: ["BTCUSDT"] }],
    brokers: inject("kafkaBrokers"),
    sql: database.sql,
    workerId: "test",
    log,
    topicOf: () => topic,
  });
  try {
    await until("the feed's topic is there", async () => (await harness.admin.listTopics()).includes(topic));
    const ingest = await harness.start();
    await until("trades are stored", async () => {
      const [row] = await database.sql`select 1 from instrument_ledger where stored > 100`;
      return row !== undefined;
    });
    await feed.stop();
    await harness.caughtUp();
    await ingest.stop();
  } finally {
    await feed.stop();
    await simulator.stop();
  }
  await tracing?.stop();

  const ways = spansNamed("commit").map((one) => ancestry(receiver.spans, one));
  expect(ways.length).toBeGreaterThan(0);
  for (const way of ways)
    expect(way.map((one) => one.name)).toEqual(["commit", `ingest ${topic}`, `publish ${topic}`, "frame"]);
  const [commit, batch, publish, frame] = ways.at(-1) ?? [];
  expect(frame?.parentSpanId ?? "").toBe("");
  expect(batch?.attributes).toMatchObject({
    "messaging.system": "kafka",
    "messaging.destination.name": topic,
    "k2.outcome": "committed",
  });
  expect(Number(publish?.attributes["messaging.batch.message_count"])).toBeGreaterThan(0);
  // In the order in which it happened; the socket's clock has microseconds, the others whole milliseconds.
  const order = [publish, batch, commit].map((one) => one?.startTimeUnixNano ?? 0n);
  expect(order).toEqual([...order].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)));
  expect(frame?.startTimeUnixNano).toBeLessThan((order[0] ?? 0n) + 1_000_000n);
  // Frames are sampled, not each of them traced.
  const [row] = await database.sql<{ consumed: bigint }[]>`
    select sum(consumed)::int8 as consumed from partition_positions where topic = ${topic}`;
  expect(BigInt(spansNamed("frame").length) * 5n).toBeLessThan(row?.consumed ?? 0n);
}, 120_000);

it("is one span a batch: in the first traced frame's trace, with links to the others' and from them", async () => {
  const topic = harness.topic("market.crypto.trades.kraken-test.raw").replace("kraken-test", "binance-b");
  await harness.makeTopics([topic], 1);
  const sampled = ["a", "b", "c"].map((digit) => `00-${digit.repeat(32)}-${digit.repeat(16)}-01`);
  const headersOf = (id: number) => {
    const traceparent = id === 9 ? `00-${"d".repeat(32)}-${"d".repeat(16)}-00` : sampled[id - 1];
    return traceparent === undefined ? {} : { traceparent };
  };
  await harness.producer.send({
    topic,
    messages: Array.from({ length: 20 }, (_, at) => ({
      key: "AAAUSDT",
      value: binanceFrame(at + 1),
      headers: headersOf(at + 1),
    })),
  });
  const ingest = await harness.start();
  await harness.caughtUp();
  await ingest.stop();
  await tracing?.stop();

  const batches = spansNamed(`ingest ${topic}`);
  const within = (digit: string) => batches.find((one) => one.traceId === digit.repeat(32));
  const first = within("a");
  expect(batches).toHaveLength(3);
  expect(first).toMatchObject({
    parentSpanId: "a".repeat(16),
    attributes: { "k2.traced_frames": 3, "messaging.batch.message_count": 20 },
    links: [
      { traceId: "b".repeat(32), spanId: "b".repeat(16) },
      { traceId: "c".repeat(32), spanId: "c".repeat(16) },
    ],
  });
  for (const digit of ["b", "c"])
    expect(within(digit)).toMatchObject({
      parentSpanId: digit.repeat(16),
      links: [{ traceId: first?.traceId, spanId: first?.spanId }],
    });
  expect(spansNamed("commit")).toMatchObject([{ parentSpanId: first?.spanId }]);
}, 180_000);

it("loads nothing of OpenTelemetry's SDK unless traces are asked for", async () => {
  const file = path.join(import.meta.dirname, "testing", "print-loaded.ts");
  const loadedWith = async (values: Record<string, string>) => {
    const env = childEnv(values);
    for (const name of Object.keys(env)) if (name.startsWith("OTEL_") && !(name in values)) delete env[name];
    const { stdout } = await promisify(execFile)(process.execPath, ["--import", "tsx", file], { env });
    return new Set<string>(JSON.parse(stdout));
  };
  const off = await loadedWith({});
  // prom-client brings the API, which does nothing by itself.
  expect([...off].filter((name) => name !== "api")).toEqual([]);
  const on = await loadedWith({ OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url });
  expect(on).toContain("sdk-trace-node");
  expect(on).toContain("exporter-trace-otlp-proto");
}, 180_000);
