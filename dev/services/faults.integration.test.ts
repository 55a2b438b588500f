import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import pino from "pino";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { isAlive, startedAt } from "@/dev/bootstrap/process.mjs";
import { createKafka } from "@/workers/kafka/client";
import { ensureTopics } from "@/workers/kafka/ensure-topics";
import { createProducer } from "@/workers/kafka/producer";
import { topicOffsets } from "@/workers/kafka/topic-offsets";
import { ensureServices, type Services } from "./ensure-services";
import { resetServices } from "./reset";
import type { ServiceHandle } from "./service-process";

const log = pino({ level: "silent" });
let dataDir = "";
let services: Services;

beforeAll(async () => {
  dataDir = await mkdtemp(path.join(os.tmpdir(), "k2-faults-"));
  services = await ensureServices({ dataDir, log, need: { postgres: true, kafka: true } });
});

afterAll(async () => {
  await services?.stop();
  await resetServices(dataDir, log);
  await rm(dataDir, { recursive: true, force: true });
});

function pidOf(handle: ServiceHandle | undefined): number {
  if (handle?.pid === undefined) throw new Error("it does not run");
  return handle.pid;
}

test("Kafka killed with -9 comes back on its port with what it had acknowledged", async () => {
  const kafka = createKafka({ brokers: services.kafkaBrokers, clientId: "faults" });
  const [admin, producer] = [kafka.admin(), createProducer(kafka)];
  await Promise.all([admin.connect(), producer.connect()]);
  await ensureTopics(admin, [{ topic: "kept" }]);
  await producer.send({ topic: "kept", acks: -1, messages: [{ value: "before" }] });

  const killed = pidOf(services.owned.kafka);
  await services.owned.kafka?.kill("SIGKILL");
  expect(startedAt(killed)).toBeUndefined();
  await services.owned.kafka?.restart();

  // The same clients go on: to them it was one long retry.
  await producer.send({ topic: "kept", acks: -1, messages: [{ value: "after" }] });
  expect(await topicOffsets(admin, "kept")).toEqual([{ partition: 0, low: 0n, high: 2n }]);
  await Promise.all([admin.disconnect(), producer.disconnect()]);
});

test.each(["SIGQUIT", "SIGKILL"] as const)(
  "Postgres ended by %s recovers what was committed",
  async (signal) => {
    const sql = postgres(services.databaseUrl, { max: 1, onnotice: () => undefined });
    await sql`create table if not exists kept (n int)`;
    const [{ count: before } = { count: 0 }] = await sql<{ count: number }[]>`select count(*)::int from kept`;
    await sql`insert into kept values (1)`;
    await services.owned.postgres?.kill(signal);
    await services.owned.postgres?.restart();
    const [after] = await sql<{ count: number }[]>`select count(*)::int from kept`;
    expect(after?.count).toBe(before + 1);
    await sql.end();
  },
);

test("whoever asks again shares them; an end nobody asked for is told", async () => {
  const guest = await ensureServices({ dataDir, log, need: { postgres: true, kafka: true } });
  expect(guest.owned).toEqual({});
  expect(guest.databaseSocket).toBe(services.databaseSocket);
  await guest.stop();

  const pid = pidOf(services.owned.postgres);
  const told = new Promise<string>((resolve) => services.owned.postgres?.onUnexpectedExit(resolve));
  process.kill(pid, "SIGQUIT");
  expect(await told).toMatch(/^Postgres ended by /);
  await services.owned.postgres?.restart();
});

test("given addresses are taken as they are", async () => {
  const given = { databaseUrl: "postgres://elsewhere/db", kafkaBrokers: ["elsewhere:9092"] };
  const foreign = await ensureServices({ dataDir, log, ...given, need: { postgres: true, kafka: true } });
  expect(foreign).toMatchObject({ ...given, owned: {} });
  await foreign.stop();
});

test("stop ends what it started, and a second stop is harmless", async () => {
  const processes = [services.owned.postgres, services.owned.kafka].map((handle) => {
    const pid = pidOf(handle);
    return { pid, started: startedAt(pid) ?? "" };
  });
  await services.stop();
  expect(processes.map(isAlive)).toEqual([false, false]);
  await services.stop();
});
