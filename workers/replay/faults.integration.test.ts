import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import pino from "pino";
import { afterEach, beforeEach, expect, it } from "vitest";
import { connect, type Sql } from "@/db/client";
import { migrate } from "@/db/migrate";
import { insertJob } from "@/db/queries/replay/insert-job";
import { queueJob } from "@/db/queries/replay/queue-job";
import { type KafkaHandle, startKafka } from "@/dev/services/kafka";
import { type PostgresHandle, startPostgres } from "@/dev/services/postgres";
import { resetServices } from "@/dev/services/reset";
import { readLedger } from "@/server/services/ledger/read-ledger";
import { binanceFrame } from "../ingest/testing/binance-frame";
import { until } from "../ingest/testing/until";
import { createKafka } from "../kafka/client";
import { ensureTopics } from "../kafka/ensure-topics";
import { createProducer } from "../kafka/producer";
import { WorkerFleet } from "../testing/worker-fleet";
import { everything } from "./testing/replay-harness";

const TOPIC = "market.crypto.trades.binance.raw";
const LETTERS = 10_000;
const SYMBOLS = 8;
const log = pino({ level: "fatal" });

let folder: string;
let postgres: PostgresHandle;
let kafka: KafkaHandle;
let sql: Sql;
/** with both roles: what stores, and what replays */
const workers = new WorkerFleet("ingest,replay", () => ({
  K2_DATABASE_URL: postgres.databaseUrl,
  K2_DATABASE_SOCKET: postgres.databaseSocket,
  K2_KAFKA_BROKERS: kafka.brokers.join(","),
  K2_SESSION_TIMEOUT_MS: "6000",
  K2_FLOOD_RUN_LENGTH: "0",
}));

// Before each try: a second one starts from nothing, as the first did.
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "k2-replay-faults-"));
  [postgres, kafka] = await Promise.all([
    startPostgres({ dataDir: folder, log }),
    startKafka({ dataDir: folder, log }),
  ]);
  const database = { url: postgres.databaseUrl, socketDir: postgres.databaseSocket };
  await migrate(database);
  sql = connect({ ...database, max: 3, applicationName: "k2-test" });
}, 120_000);

afterEach(async () => {
  await workers.kill();
  await sql?.end({ timeout: 5 });
  await Promise.all([kafka?.stop(), postgres?.stop()]);
  await resetServices(folder, log);
  await rm(folder, { recursive: true, force: true });
}, 60_000);

const value = async (query: Promise<readonly { n: number }[]>) => (await query)[0]?.n ?? 0;

async function publishBroken(): Promise<void> {
  const client = createKafka({ brokers: kafka.brokers, clientId: "test" });
  // Idempotent: where one partition of a new topic has no leader yet, the client sends again what the others took.
  const [admin, producer] = [client.admin(), createProducer(client, { idempotent: true })];
  await Promise.all([admin.connect(), producer.connect()]);
  await ensureTopics(admin, [{ topic: TOPIC, partitions: 4 }]);
  const messages = Array.from({ length: LETTERS }, (_, i) => {
    const symbol = `AA${String.fromCharCode(65 + (i % SYMBOLS))}USDT`;
    return { key: symbol, value: binanceFrame(Math.floor(i / SYMBOLS) + 1, { e: "tradeBlock" }, symbol) };
  });
  for (let at = 0; at < LETTERS; at += 1_000)
    await producer.send({ topic: TOPIC, messages: messages.slice(at, at + 1_000) });
  await Promise.all([admin.disconnect(), producer.disconnect()]);
}

const strikes: readonly (() => Promise<unknown>)[] = [
  async () => {
    await workers.kill(1);
    await workers.add();
  },
  async () => {
    await kafka.kill("SIGKILL");
    await kafka.restart();
  },
  async () => {
    await workers.kill();
    await Promise.all([workers.add(), workers.add()]);
  },
  async () => {
    await postgres.kill("SIGQUIT");
    await postgres.restart();
  },
];

it("ends each letter in one state and stores each trade once, though workers, Kafka and Postgres die ten times", async () => {
  await publishBroken();
  await Promise.all([workers.add(), workers.add()]);
  const letters = () => value(sql<{ n: number }[]>`select count(*)::int as n from dead_letters`);
  const positions = () =>
    sql`select topic, partition, next_offset::text as next from partition_positions order by 1, 2`;
  await until("the letters", async () => (await letters()) >= LETTERS, 180_000).catch(async (error) => {
    throw new Error(
      `${error}: ${await letters()} letters, ${workers.alive} workers, ${JSON.stringify(await positions())}`,
    );
  });
  expect(await letters()).toBe(LETTERS);
  const job = await insertJob(sql, {
    selection: everything,
    patch: JSON.stringify([{ op: "replace", path: "/data/e", value: "trade" }]),
    rate: 400,
    canary: 10,
    force: false,
    reason: "a fault test",
    createdBy: "tester",
  });
  const state = async () => {
    const [row] = await sql<{ state: string; note: string | null; gone: number }[]>`
      select state, note, (select count(*)::int from replay_items i where i.job_id = j.id and i.state in ('sent', 'settled'))
        as gone from replay_jobs j where id = ${job}`.catch(() => []);
    return row;
  };
  await until("the plan", async () => (await state())?.state === "planned", 180_000);
  expect(await queueJob(sql, job, "planned", "tester")).toBe(true);

  let struck = 0;
  for (; struck < 10 && (await state())?.state !== "done"; struck++) {
    const before = (await state())?.gone ?? 0;
    // Each strike hits a job that is under way: some hundred letters after the last one.
    await until(
      "the job to go on",
      async () => {
        const now = await state();
        return now?.state === "done" || (now?.gone ?? 0) >= before + 400;
      },
      120_000,
    );
    await wait((struck * 137) % 400);
    await strikes[struck % strikes.length]?.();
  }
  expect(struck).toBe(10);
  await until("the job's end", async () => (await state())?.state === "done", 300_000).catch(
    async (error) => {
      throw new Error(`${error}: ${JSON.stringify(await state())}`);
    },
  );

  expect(await sql`select state, count(*)::int as n from dead_letters group by 1`).toEqual([
    { state: "resolved", n: LETTERS },
  ]);
  expect(await sql`select state, outcome, count(*)::int as n from replay_items group by 1, 2`).toEqual([
    { state: "settled", outcome: "stored", n: LETTERS },
  ]);
  expect(
    await sql`
    select attempt, count(*)::int as n from dead_letter_attempts group by 1 order by 1`,
  ).toEqual([
    { attempt: 1, n: LETTERS },
    { attempt: 2, n: LETTERS },
  ]);
  expect(
    await value(sql<{ n: number }[]>`
    select count(distinct (instrument_id, sequence))::int as n from trades`),
  ).toBe(LETTERS);
  const ledger = await readLedger(sql, { recount: true });
  expect(ledger.balanced).toBe(true);
  const sum = (name: "stored" | "duplicates" | "deadLettered") =>
    ledger.partitions.reduce((total, one) => total + one[name], 0n);
  expect(sum("stored")).toBe(BigInt(LETTERS));
  expect(sum("deadLettered")).toBe(BigInt(LETTERS));
  // Kafka took no letter twice either: what was not known to have gone was looked for before it was sent again.
  expect(sum("duplicates")).toBe(0n);
}, 900_000);
