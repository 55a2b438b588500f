import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import pino from "pino";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { isAlive } from "@/dev/bootstrap/process.mjs";
import { createKafka } from "@/workers/kafka/client";
import { ensureTopics } from "@/workers/kafka/ensure-topics";
import { createProducer } from "@/workers/kafka/producer";
import { topicOffsets } from "@/workers/kafka/topic-offsets";
import { resetServices } from "./reset";
import {
  endCommand,
  recordedProcesses,
  type ServicesCommand,
  startServicesCommand,
} from "./testing/services-command";

// Steps of one story on one data folder: each goes on from where the one before it left off.
const log = pino({ level: "silent" });
const TOPIC = "market.crypto.trades.kept";
let dataDir = "";
let services: ServicesCommand;

beforeAll(async () => {
  dataDir = await mkdtemp(path.join(os.tmpdir(), "k2-services-"));
});

afterAll(async () => {
  if (services?.child.exitCode === null) await endCommand(services, "SIGTERM");
  await resetServices(dataDir, log);
  await rm(dataDir, { recursive: true, force: true });
});

async function query(url: string, text: string): Promise<readonly postgres.Row[]> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    return await sql.unsafe(text);
  } finally {
    await sql.end();
  }
}

async function addRecord(broker: string): Promise<bigint> {
  const kafka = createKafka({ brokers: [broker], clientId: "services-test" });
  const [admin, producer] = [kafka.admin(), createProducer(kafka)];
  await Promise.all([admin.connect(), producer.connect()]);
  try {
    await ensureTopics(admin, [{ topic: TOPIC }]);
    await producer.send({ topic: TOPIC, acks: -1, messages: [{ value: "x" }] });
    return (await topicOffsets(admin, TOPIC))[0]?.high ?? -1n;
  } finally {
    await Promise.all([admin.disconnect(), producer.disconnect()]);
  }
}

test("starts both, takes rows and records, and a clean stop leaves no process", async () => {
  services = await startServicesCommand(dataDir);
  await query(services.databaseUrl, "create table kept (n int); insert into kept values (1)");
  expect(await addRecord(services.broker)).toBe(1n);
  const processes = await recordedProcesses(dataDir);
  expect(processes.map(isAlive)).toEqual([true, true]);

  expect(await endCommand(services, "SIGTERM")).toBe(0);
  expect(processes.map(isAlive)).toEqual([false, false]);
  expect(await recordedProcesses(dataDir)).toEqual([]);
});

test("the next start has the same addresses and the same data", async () => {
  const before = services;
  services = await startServicesCommand(dataDir);
  expect([services.databaseUrl, services.broker]).toEqual([before.databaseUrl, before.broker]);
  expect((await query(services.databaseUrl, "select n from kept")).length).toBe(1);
  expect(await addRecord(services.broker)).toBe(2n);
});

test("a second command shares them, and its end leaves them running", async () => {
  const processes = await recordedProcesses(dataDir);
  const second = await startServicesCommand(dataDir);
  expect(second.databaseUrl).toBe(services.databaseUrl);
  expect(await endCommand(second, "SIGINT")).toBe(0);
  expect(await recordedProcesses(dataDir)).toEqual(processes);
  expect(processes.map(isAlive)).toEqual([true, true]);
});

test("data in use is not deleted", async () => {
  await expect(resetServices(dataDir, log)).rejects.toThrow(
    `process ${services.child.pid} uses the services`,
  );
});

test("after kill -9 of the owner its orphans are replaced, with all data", async () => {
  const orphans = await recordedProcesses(dataDir);
  expect(await endCommand(services, "SIGKILL")).toBeNull();
  expect(orphans.map(isAlive)).toEqual([true, true]);

  // Two at once: one of them starts the services, the other waits and shares.
  const [first, second] = await Promise.all([startServicesCommand(dataDir), startServicesCommand(dataDir)]);
  expect(second.broker).toBe(first.broker);
  expect(orphans.map(isAlive)).toEqual([false, false]);
  expect((await query(first.databaseUrl, "select n from kept")).length).toBe(1);
  expect(await addRecord(first.broker)).toBe(3n);

  const processes = await recordedProcesses(dataDir);
  await Promise.all([endCommand(first, "SIGTERM"), endCommand(second, "SIGTERM")]);
  expect(processes.map(isAlive)).toEqual([false, false]);
});

test("reset leaves an empty folder to start from", async () => {
  await resetServices(dataDir, log);
  services = await startServicesCommand(dataDir);
  expect((await query(services.databaseUrl, "select 1 from pg_class where relname = 'kept'")).length).toBe(0);
  expect(await addRecord(services.broker)).toBe(1n);
  expect(await endCommand(services, "SIGTERM")).toBe(0);
});
