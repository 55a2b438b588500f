import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, inject, test, vi } from "vitest";
import "@/dev/testing/provided";
import { createKafka } from "./client";
import { ensureTopics } from "./ensure-topics";
import { createProducer } from "./producer";
import { readingGroups } from "./reading-groups";
import type { Consumer } from "./types";

const kafka = createKafka({ brokers: inject("kafkaBrokers"), clientId: "reading-groups-test" });
const admin = kafka.admin();
const producer = createProducer(kafka);
const consumers: Consumer[] = [];

beforeAll(async () => {
  await Promise.all([admin.connect(), producer.connect()]);
});
afterAll(async () => {
  await Promise.all(consumers.map((consumer) => consumer.disconnect()));
  await Promise.all([admin.disconnect(), producer.disconnect()]);
});

async function read(groupId: string, topic: string): Promise<Consumer> {
  const consumer = kafka.consumer({ groupId, maxWaitTimeInMs: 100 });
  consumers.push(consumer);
  await consumer.connect();
  await consumer.subscribe({ topics: [topic], fromBeginning: true });
  await consumer.run({ autoCommitThreshold: 1, eachMessage: async () => undefined });
  return consumer;
}

test("counts the groups that read a topic now: not those of other topics, nor those that left", async () => {
  const [mine, other] = [`reading.${randomUUID()}`, `reading.${randomUUID()}`];
  await ensureTopics(admin, [
    { topic: mine, partitions: 2 },
    { topic: other, partitions: 1 },
  ]);
  for (const topic of [mine, other])
    await producer.send({ topic, messages: [{ value: "1" }, { value: "2" }] });
  const names = ["a", "b", "left", "elsewhere"].map((name) => `${name}.${randomUUID()}`);
  const [a = "", b = "", left = "", elsewhere = ""] = names;
  const [, , leaver] = await Promise.all([
    read(a, mine),
    read(b, mine),
    read(left, mine),
    read(elsewhere, other),
  ]);
  await vi.waitFor(
    async () => expect(await readingGroups(admin, [mine])).toEqual([a, b, left].sort()),
    30_000,
  );
  await leaver?.disconnect();
  await vi.waitFor(async () => expect(await readingGroups(admin, [mine])).toEqual([a, b].sort()), 30_000);
  expect(await readingGroups(admin, [])).toEqual([]);
}, 90_000);
