import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pino from "pino";
import { afterAll, afterEach, beforeAll, expect, inject, test } from "vitest";
import "@/dev/testing/provided";
import { type KafkaHandle, startKafka } from "@/dev/services/kafka";
import type { Simulator } from "@/dev/simulator/api";
import { startSimulator } from "@/dev/simulator/simulator";
import { createKafka } from "@/workers/kafka/client";
import type { Feed } from "./start-feed";
import { readTopic } from "./testing/read-topic";
import { allOpen, outagesOf, sourcesOf, startRig } from "./testing/rig";
import { type TestDatabase, testDatabase } from "./testing/test-database";
import { until } from "./testing/until";

// A broker of its own: the run's other tests need theirs alive.
let broker: KafkaHandle;
let dataDir: string;
let database: TestDatabase;
let simulator: Simulator;
let feed: Feed;

beforeAll(async () => {
  dataDir = await mkdtemp(path.join(os.tmpdir(), "k2-feed-kafka-"));
  broker = await startKafka({ dataDir, log: pino({ level: "silent" }) });
  database = await testDatabase(inject("databaseUrl"));
}, 120_000);
afterEach(async () => {
  await feed.stop();
  await simulator.stop();
});
afterAll(async () => {
  await database.drop();
  await broker.stop();
  await rm(dataDir, { recursive: true, force: true });
});

/** Trade numbers of each Binance instrument in the topic, in its order. */
async function numbersInTopic(topic: string): Promise<Map<string, bigint[]>> {
  const kafka = createKafka({ brokers: broker.brokers, clientId: "feed-test" });
  const numbers = new Map<string, bigint[]>();
  for (const { key, value } of await readTopic(kafka, topic)) {
    const id = /"t":(\d+)/.exec(value.toString())?.[1];
    if (id !== undefined) numbers.set(key, [...(numbers.get(key) ?? []), BigInt(id)]);
  }
  return numbers;
}

function expectComplete(numbers: Map<string, bigint[]>): void {
  expect(numbers.size).toBe(5);
  for (const [symbol, got] of numbers) {
    const [first = 0n] = got;
    expect(got, symbol).toEqual(got.map((_, index) => first + BigInt(index)));
    expect(got.at(-1)).toBe(BigInt(simulator.truth("binance", symbol).lastId ?? -1));
  }
}

async function startBinance(options: { rate: number; bufferFrames?: number }) {
  simulator = await startSimulator({ rate: options.rate, seed: 5 });
  const rig = await startRig({
    exchanges: sourcesOf(simulator).filter(({ exchange }) => exchange === "binance"),
    brokers: broker.brokers,
    databaseUrl: database.url,
    tuning: options.bufferFrames === undefined ? {} : { bufferFrames: options.bufferFrames },
  });
  feed = rig.feed;
  await until("the feed", () => allOpen(feed), 30_000);
  return rig.topicOf("binance");
}

test("a broker killed and gone for ten seconds costs no frame, no order, and makes no duplicate", async () => {
  const topic = await startBinance({ rate: 1_000 });
  await sleep(1_000);
  await broker.kill("SIGKILL");
  await sleep(10_000);
  expect(feed.stats()[0]?.buffered).toBeGreaterThan(4_000);
  expect(feed.stats()[0]?.state).toBe("open");
  await broker.restart();
  await until("the rest", () => (feed.stats()[0]?.buffered ?? 0) < 100, 60_000);
  await sleep(500);
  simulator.pause();
  await simulator.settled();
  await sleep(200);
  await feed.stop();
  expect(feed.stats()[0]?.lost).toBe(0);
  expectComplete(await numbersInTopic(topic));
  expect(await outagesOf(database.sql, "binance")).toEqual([]);
}, 120_000);

test("where the buffer is full the socket is paused, and read on when the broker is back", async () => {
  await database.sql`TRUNCATE feed_connections, feed_outages`;
  const topic = await startBinance({ rate: 2_000, bufferFrames: 1_000 });
  await broker.kill("SIGKILL");
  await until("the pause", () => feed.stats()[0]?.state === "paused", 20_000);
  await sleep(3_000);
  expect(feed.stats()[0]?.buffered).toBeLessThan(2_500);
  await broker.restart();
  await until(
    "the flow",
    () => feed.stats()[0]?.state === "open" && (feed.stats()[0]?.buffered ?? 0) < 500,
    60_000,
  );
  simulator.pause();
  await simulator.settled();
  await until("the rest", () => feed.stats()[0]?.buffered === 0, 30_000);
  await sleep(500);
  await feed.stop();
  expectComplete(await numbersInTopic(topic));
}, 120_000);
