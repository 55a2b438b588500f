import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import "@/dev/testing/provided";
import { createKafka } from "./client";
import { zstdSupported } from "./codecs/zstd";
import { compression } from "./compression";
import { ensureTopics } from "./ensure-topics";
import { groupLag } from "./group-lag";
import { createProducer } from "./producer";
import { javaConsume, javaProduce } from "./testing/java-client";
import { hasKcat, kcat } from "./testing/kcat";
import { topicOffsets } from "./topic-offsets";
import type { Consumer } from "./types";

// The proof that the client and the broker of docs/adr/0001 work together.
const brokers = inject("kafkaBrokers");
const broker = brokers.join(",");
const kafka = createKafka({ brokers, clientId: "kafka-test" });
const admin = kafka.admin();
const producer = createProducer(kafka);
const idempotent = createProducer(kafka, { idempotent: true });
const consumers: Consumer[] = [];

beforeAll(async () => {
  await Promise.all([admin.connect(), producer.connect(), idempotent.connect()]);
});

afterAll(async () => {
  await Promise.all(consumers.map((consumer) => consumer.disconnect()));
  await Promise.all([admin.disconnect(), producer.disconnect(), idempotent.disconnect()]);
});

async function newTopic(partitions = 1): Promise<string> {
  const topic = `test.${randomUUID()}`;
  await ensureTopics(admin, [{ topic, partitions }]);
  return topic;
}

async function until(what: string, check: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (!(await check())) {
    if (Date.now() > deadline) throw new Error(`waited 20 s for ${what}`);
    await sleep(25);
  }
}

/** Starts a member that collects what it reads. */
async function join(groupId: string, topic: string, into: string[]): Promise<Consumer> {
  const consumer = kafka.consumer({
    groupId,
    sessionTimeout: 10_000,
    heartbeatInterval: 500,
    maxWaitTimeInMs: 100,
  });
  consumers.push(consumer);
  await consumer.connect();
  await consumer.subscribe({ topics: [topic], fromBeginning: true });
  await consumer.run({
    eachMessage: async ({ message }) => {
      into.push(String(message.value));
    },
  });
  return consumer;
}

const values = (prefix: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${prefix}-${index}-${"x".repeat(index % 50)}`);

describe.skipIf(!hasKcat()).each(["none", "gzip", "snappy", "lz4"] as const)("%s", (codec) => {
  // Past one block of either format (32 KB snappy, 64 KB lz4).
  const sent = values(codec, 5_000);

  test("written here, accepted by the broker, read by librdkafka", async () => {
    const topic = await newTopic();
    await producer.send({
      topic,
      compression: compression[codec],
      messages: sent.map((value) => ({ value })),
    });
    const out = await kcat(["-b", broker, "-C", "-t", topic, "-o", "beginning", "-e", "-q"]);
    expect(out.trimEnd().split("\n")).toEqual(sent);
  });

  test("written by librdkafka, read here", async () => {
    const topic = await newTopic();
    const args = ["-b", broker, "-P", "-t", topic, "-z", codec];
    await kcat(args, `${sent.join("\n")}\n`);
    const seen: string[] = [];
    await join(`group.${randomUUID()}`, topic, seen);
    await until(`${sent.length} messages`, () => seen.length >= sent.length);
    expect(seen).toEqual(sent);
  });
});

test("written here with every codec, read by the Java client", async () => {
  const topic = await newTopic();
  const sent: string[] = [];
  for (const codec of ["gzip", "snappy", "lz4"] as const) {
    const part = values(codec, 2_000);
    await producer.send({
      topic,
      compression: compression[codec],
      messages: part.map((value) => ({ value })),
    });
    sent.push(...part);
  }
  expect(await javaConsume(broker, topic, sent.length)).toEqual(sent);
});

test.each(["snappy", "lz4"] as const)("%s written by the Java client, read here", async (codec) => {
  const topic = await newTopic();
  const sent = values(codec, 5_000);
  await javaProduce(broker, topic, codec, sent);
  const seen: string[] = [];
  await join(`group.${randomUUID()}`, topic, seen);
  await until(`${sent.length} messages`, () => seen.length >= sent.length);
  expect(seen).toEqual(sent);
});

test.skipIf(!zstdSupported() || !hasKcat())("zstd written by librdkafka, read here", async () => {
  const topic = await newTopic();
  const sent = values("zstd", 1_000);
  await kcat(["-b", broker, "-P", "-t", topic, "-z", "zstd"], `${sent.join("\n")}\n`);
  const seen: string[] = [];
  await join(`group.${randomUUID()}`, topic, seen);
  await until("zstd messages", () => seen.length >= sent.length);
  expect(seen).toEqual(sent);
});

test.skipIf(!hasKcat())("an idempotent producer keeps order, keys and headers", async () => {
  const topic = await newTopic();
  for (let round = 0; round < 5; round += 1) {
    const messages = values(`round${round}`, 20).map((value) => ({ key: "k", value, headers: { h: "1" } }));
    await idempotent.send({ topic, acks: -1, compression: compression.lz4, messages });
  }
  expect(await topicOffsets(admin, topic)).toEqual([{ partition: 0, low: 0n, high: 100n }]);
  const out = await kcat([
    "-b",
    brokers.join(","),
    "-C",
    "-t",
    topic,
    "-o",
    "beginning",
    "-e",
    "-q",
    "-f",
    "%k %h %o\n",
  ]);
  expect(out.trimEnd().split("\n")[99]).toBe("k h=1 99");
});

test.skipIf(!hasKcat())("keys go to the partition that the Java client picks", async () => {
  const topic = await newTopic(8);
  const keys = ["BTCUSDT", "ETH-USD", "XBT/USD", "SOLUSDT"];
  await producer.send({ topic, messages: keys.map((key) => ({ key, value: key })) });
  const twin = await newTopic(8);
  const args = ["-b", broker, "-P", "-t", twin, "-K", "|", "-X", "topic.partitioner=murmur2"];
  await kcat(args, keys.map((key) => `${key}|${key}\n`).join(""));
  // A new partition's leader may refuse at first; what is sent again may then be there twice.
  const spread = async (name: string) => {
    const text = await kcat(["-b", broker, "-C", "-t", name, "-o", "beginning", "-e", "-q", "-f", "%k %p\n"]);
    return [...new Set(text.trim().split("\n"))].sort();
  };
  expect(await spread(topic)).toEqual(await spread(twin));
});

test("a group rebalances as members come and go, and every record is read", async () => {
  const topic = await newTopic(4);
  const groupId = `group.${randomUUID()}`;
  const seen: string[] = [];
  const first = await join(groupId, topic, seen);
  const members = async () => (await admin.describeGroups([groupId])).groups[0];
  await until("one member", async () => (await members())?.state === "Stable");

  const second = await join(groupId, topic, seen);
  await until("two members", async () => {
    const group = await members();
    return group?.state === "Stable" && group.members.length === 2;
  });
  const sent = values("shared", 400);
  const send = (part: string[]) =>
    producer.send({ topic, messages: part.map((value) => ({ key: value, value })) });
  await send(sent.slice(0, 200));
  await until("the first half", () => new Set(seen).size === 200);

  await first.stop();
  await first.disconnect();
  await send(sent.slice(200));
  await until("the second half", () => new Set(seen).size === 400);
  expect(new Set(seen)).toEqual(new Set(sent));

  await second.stop();
  const lags = await groupLag(admin, groupId, [topic]);
  expect(lags.map(({ lag }) => lag)).toEqual([0n, 0n, 0n, 0n]);
  await second.disconnect();
  expect((await admin.listGroups()).groups.map((group) => group.groupId)).toContain(groupId);
});

test("offsets are moved, records deleted and groups removed through admin", async () => {
  const topic = await newTopic();
  const groupId = `group.${randomUUID()}`;
  await producer.send({ topic, messages: values("admin", 50).map((value) => ({ value })) });
  await admin.setOffsets({ groupId, topic, partitions: [{ partition: 0, offset: "20" }] });
  expect(await groupLag(admin, groupId, [topic])).toEqual([
    { topic, partition: 0, committed: 20n, low: 0n, high: 50n, lag: 30n },
  ]);
  await admin.deleteTopicRecords({ topic, partitions: [{ partition: 0, offset: "30" }] });
  expect(await topicOffsets(admin, topic)).toEqual([{ partition: 0, low: 30n, high: 50n }]);
  expect((await groupLag(admin, groupId, [topic]))[0]?.lag).toBe(20n);
  await admin.deleteGroups([groupId]);
  expect((await admin.listGroups()).groups.map((group) => group.groupId)).not.toContain(groupId);
  await admin.deleteTopics({ topics: [topic] });
  await until("the topic's end", async () => !(await admin.listTopics()).includes(topic));
});

test("topics are made once, by whoever asks first", async () => {
  const topic = `test.${randomUUID()}`;
  const spec = { topic, partitions: 3, config: { "retention.ms": "3600000" } };
  const made = await Promise.all([ensureTopics(admin, [spec]), ensureTopics(admin, [spec])]);
  expect(made.flat()).toEqual([topic]);
  expect(await ensureTopics(admin, [spec])).toEqual([]);
  expect((await topicOffsets(admin, topic)).length).toBe(3);
});

test("writing to a topic that is not there rejects, and makes none", async () => {
  const topic = `test.${randomUUID()}`;
  const impatient = createProducer(kafka);
  await expect(impatient.send({ topic, messages: [{ value: "x" }] })).rejects.toThrow();
  expect(await admin.listTopics()).not.toContain(topic);
});
