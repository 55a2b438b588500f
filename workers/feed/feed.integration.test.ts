import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from "vitest";
import "@/dev/testing/provided";
import type { Simulator } from "@/dev/simulator/api";
import { startSimulator } from "@/dev/simulator/simulator";
import { registry } from "@/runtime/metrics";
import { createKafka } from "@/workers/kafka/client";
import type { ExchangeName } from "./exchange";
import { protocolOf } from "./protocols/protocol-of";
import type { Feed } from "./start-feed";
import { type ReadRecord, readTopic } from "./testing/read-topic";
import { allOpen, sourcesOf, startRig } from "./testing/rig";
import { type TestDatabase, testDatabase } from "./testing/test-database";
import { until } from "./testing/until";
import { Witness } from "./testing/witness";

const brokers = inject("kafkaBrokers");
const kafka = createKafka({ brokers, clientId: "feed-test" });
const feeds: Feed[] = [];
let database: TestDatabase;
let simulator: Simulator;

beforeAll(async () => {
  database = await testDatabase(inject("databaseUrl"));
});
afterAll(() => database.drop());
afterEach(async () => {
  await Promise.all(feeds.splice(0).map((feed) => feed.stop()));
  await simulator.stop();
});

async function start(options: Partial<Parameters<typeof startRig>[0]> = {}) {
  const defaults = { exchanges: sourcesOf(simulator), brokers, databaseUrl: database.url };
  const rig = await startRig({ ...defaults, ...options });
  feeds.push(rig.feed);
  return rig;
}

/** Lets the exchange fall silent and everything on its way arrive, then stops the feed. */
async function finish(feed: Feed): Promise<void> {
  simulator.pause();
  await simulator.settled();
  await sleep(200);
  await feed.stop();
}

const isData = (exchange: ExchangeName, frame: Buffer) => protocolOf(exchange).glance(frame).kind === "data";
const latin1 = (frame: Buffer) => frame.toString("latin1");

/** The trade frames of each key, in the order of the topic; a key must not be in two partitions. */
function byKey(exchange: ExchangeName, records: readonly ReadRecord[]): Map<string, string[]> {
  const keys = new Map<string, string[]>();
  const partitions = new Map<string, number>();
  for (const { key, value, partition } of records) {
    expect(partitions.get(key) ?? partition).toBe(partition);
    partitions.set(key, partition);
    if (isData(exchange, value)) keys.set(key, [...(keys.get(key) ?? []), latin1(value)]);
  }
  return keys;
}

describe("what the exchanges send", () => {
  test("is in their topics byte for byte, in the order of each instrument", async () => {
    simulator = await startSimulator({ rate: 1_500, seed: 7 });
    const sources = sourcesOf(simulator);
    const witnesses = await Promise.all(
      sources.map(({ exchange, wsUrl, symbols }) => Witness.start(exchange, wsUrl, symbols)),
    );
    const { feed, topicOf } = await start();
    await until("the feeds", () => allOpen(feed));
    await sleep(3_000);
    await finish(feed);
    for (const [index, { exchange, symbols }] of sources.entries()) {
      const records = await readTopic(kafka, topicOf(exchange));
      const stats = feed.stats()[index];
      expect(records).toHaveLength(stats?.frames ?? -1);
      expect(stats).toMatchObject({ state: "stopped", published: stats?.frames, buffered: 0, lost: 0 });
      const heard = witnesses[index]?.frames.filter((frame) => isData(exchange, frame)) ?? [];
      const keys = byKey(exchange, records);
      expect([...keys.keys()].sort()).toEqual([...symbols].sort());
      for (const [symbol, got] of keys) {
        const sent = heard
          .filter((frame) => protocolOf(exchange).glance(frame).symbol === symbol)
          .map(latin1);
        // What a subscription brings at once (the last match, the snapshot) is each listener's own.
        const live = got.filter((text) => !text.includes('"last_match"') && !text.includes('"snapshot"'));
        expect(live.length).toBeGreaterThan(0);
        expect(live).toEqual(sent.slice(-live.length));
      }
      const now = Date.now() * 1000;
      for (const { receivedMicros } of records) {
        expect(receivedMicros).toBeGreaterThan(now - 60e6);
        expect(receivedMicros).toBeLessThanOrEqual(now);
      }
    }
    for (const witness of witnesses) witness.stop();
  });

  test("is published as it came where it is malformed, too", async () => {
    simulator = await startSimulator({ rate: 400, seed: 3, faults: [{ type: "malform", rate: 0.2 }] });
    const exchanges = sourcesOf(simulator).filter(({ exchange }) => exchange === "binance");
    const [source] = exchanges;
    const witness = await Witness.start("binance", source?.wsUrl ?? "", source?.symbols ?? []);
    const { feed, topicOf } = await start({ exchanges });
    await until("the feed", () => allOpen(feed));
    await sleep(2_000);
    await finish(feed);
    const records = await readTopic(kafka, topicOf("binance"));
    const got = records.map(({ value }) => latin1(value)).filter((text) => !text.includes('"result":null'));
    expect(got.length).toBeGreaterThan(100);
    expect(got.sort()).toEqual(witness.frames.map(latin1).slice(-got.length).sort());
    witness.stop();
  });

  test("is all published when the feed stops in the middle", async () => {
    simulator = await startSimulator({ rate: 5_000, seed: 1 });
    const { feed, topicOf } = await start();
    await until("frames", () => feed.stats().every(({ frames }) => frames > 300));
    await feed.stop();
    for (const { exchange, frames, published, lost } of feed.stats()) {
      expect({ published, lost }).toEqual({ published: frames, lost: 0 });
      expect(await readTopic(kafka, topicOf(exchange))).toHaveLength(frames);
    }
  });

  test("goes on while Postgres is away", async () => {
    simulator = await startSimulator({ rate: 300, seed: 1 });
    const { feed, topicOf } = await start({ databaseUrl: "postgres://postgres@127.0.0.1:1/none" });
    await until("the feeds", () => allOpen(feed));
    simulator.dropSockets();
    await until("new sockets", () =>
      feed.stats().every(({ reconnects, state }) => reconnects > 0 && state === "open"),
    );
    await sleep(500);
    const began = performance.now();
    await feed.stop();
    expect(performance.now() - began).toBeLessThan(5_000);
    for (const { exchange, frames } of feed.stats()) {
      expect(await readTopic(kafka, topicOf(exchange))).toHaveLength(frames);
    }
  });
});

test("a feed that never reached Kafka opens no socket, and stops at once", async () => {
  simulator = await startSimulator({ rate: 300, seed: 1 });
  const { feed } = await start({ brokers: ["127.0.0.1:1"] });
  await sleep(1_500);
  expect(feed.stats().map(({ state, frames }) => [state, frames])).toEqual(
    Array(3).fill(["waiting-for-kafka", 0]),
  );
  const began = performance.now();
  await feed.stop();
  expect(performance.now() - began).toBeLessThan(2_500);
  expect(simulator.stats().venues.binance.accepted).toBe(0);
});

test("metrics tell of each exchange, in K2's names where it has them", async () => {
  simulator = await startSimulator({ rate: 300, seed: 1 });
  const { feed } = await start();
  await until("the feeds", () => allOpen(feed));
  await sleep(1_200);
  const text = await registry.metrics();
  for (const line of [
    /k2_binance_connection_status\{[^}]*environment="[^}]*component="feed"[^}]*\} 1/,
    /k2_kraken_messages_received_total\{[^}]*symbol="BTC\/USD"[^}]*\} [1-9]/,
    /k2_feed_connected\{[^}]*exchange="coinbase"[^}]*\} 1/,
    /k2_feed_bytes_total\{[^}]*exchange="kraken"[^}]*\} [1-9]/,
    /k2_feed_last_message_timestamp_seconds\{[^}]*exchange="binance"[^}]*\} 1/,
    /k2_kafka_messages_produced_total\{[^}]*asset_class="crypto"[^}]*data_type="trades"[^}]*\} [1-9]/,
    /k2_kafka_produce_duration_seconds_count\{[^}]*exchange="coinbase"[^}]*\} [1-9]/,
    /k2_feed_publish_delay_seconds_count\{[^}]*exchange="binance"[^}]*\} [1-9]/,
  ]) {
    expect(line.test(text), String(line)).toBe(true);
  }
});
