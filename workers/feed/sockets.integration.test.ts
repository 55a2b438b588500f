import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject, test } from "vitest";
import "@/dev/testing/provided";
import type { Simulator } from "@/dev/simulator/api";
import { startSimulator } from "@/dev/simulator/simulator";
import { defaultSymbols } from "./config";
import type { ExchangeName } from "./exchange";
import type { Feed } from "./start-feed";
import { allOpen, connectionOf, outagesOf, sourcesOf, startRig } from "./testing/rig";
import { type TestDatabase, testDatabase } from "./testing/test-database";
import { until } from "./testing/until";

const brokers = inject("kafkaBrokers");
const feeds: Feed[] = [];
let database: TestDatabase;
let simulator: Simulator;

beforeAll(async () => {
  database = await testDatabase(inject("databaseUrl"));
});
beforeEach(async () => {
  await database.sql`TRUNCATE feed_connections, feed_outages`;
  simulator = await startSimulator({ rate: 300, seed: 1 });
});
afterEach(async () => {
  await Promise.all(feeds.splice(0).map((feed) => feed.stop()));
  await simulator.stop();
});
afterAll(() => database.drop());

async function start(options: Partial<Parameters<typeof startRig>[0]> = {}): Promise<Feed> {
  const defaults = { exchanges: sourcesOf(simulator), brokers, databaseUrl: database.url };
  const { feed } = await startRig({ ...defaults, ...options });
  feeds.push(feed);
  return feed;
}

const connection = (exchange: ExchangeName) => connectionOf(database.sql, exchange);
const outages = (exchange: ExchangeName) => outagesOf(database.sql, exchange);

test("a dropped socket's outage is recorded with its times, and the connection's row follows", async () => {
  const feed = await start();
  await until("the feeds", () => allOpen(feed));
  await until("the row", async () => (await connection("coinbase"))?.state === "open");
  await sleep(300);
  const before = Date.now();
  simulator.dropSockets("coinbase", { seconds: 1 });
  await until("the loss", async () => (await connection("coinbase"))?.state !== "open");
  expect(await outages("coinbase")).toMatchObject([{ reconnected: null }]);
  await until("the end", async () => (await outages("coinbase"))[0]?.reconnected != null);
  const [outage, ...others] = await outages("coinbase");
  expect(others).toEqual([]);
  expect(outage?.reason).toMatch(/^closed: code 1012/);
  expect(Math.abs((outage?.disconnected ?? 0) - before)).toBeLessThan(500);
  expect((outage?.reconnected ?? 0) - before).toBeGreaterThan(900);
  expect((outage?.reconnected ?? 0) - before).toBeLessThan(8_000);
  await until("the row", async () => (await connection("coinbase"))?.state === "open");
  const row = await connection("coinbase");
  expect(row?.reconnects).toBeGreaterThan(0n);
  expect(row?.frames).toBeGreaterThan(10n);
  expect(row?.reason).toBeNull();
  expect(Math.abs((row?.last ?? 0) - Date.now())).toBeLessThan(3_000);
  expect(await outages("kraken")).toEqual([]);
  await feed.stop();
  expect((await connection("coinbase"))?.state).toBe("stopped");
});

test("a restart is an outage from the last worker's last message to the next one's first", async () => {
  const first = await start();
  await until("the feeds", () => allOpen(first));
  await sleep(300);
  await first.stop();
  const last = (await connection("kraken"))?.last ?? 0;
  expect(last).toBeGreaterThan(Date.now() - 5_000);
  await sleep(500);
  const second = await start();
  await until("the outage", async () => (await outages("kraken"))[0]?.reconnected != null);
  const [restart, ...others] = await outages("kraken");
  expect(others).toEqual([]);
  expect(restart?.reason).toMatch(/^restart/);
  expect(restart?.disconnected).toBeCloseTo(last, 0);
  expect((restart?.reconnected ?? 0) - last).toBeGreaterThan(450);
  expect(second.stats().every(({ reconnects }) => reconnects === 0)).toBe(true);
});

test("a frozen exchange is noticed, and taken up again when it thaws", async () => {
  const feed = await start({ tuning: { staleMs: 1_000, ackMs: 500, backoffCapMs: 500 } });
  const kraken = () => feed.stats().find(({ exchange }) => exchange === "kraken");
  await until("the feeds", () => allOpen(feed));
  simulator.setFaults([{ type: "freeze", venue: "kraken", every: [0.01, 0.02], seconds: [3, 3], limit: 1 }]);
  await until("the notice", () => kraken()?.state !== "open");
  await until("the thaw", () => kraken()?.state === "open");
  await until("the end", async () => (await outages("kraken"))[0]?.reconnected != null);
  expect(await outages("kraken")).toHaveLength(1);
  expect((await outages("kraken"))[0]?.reason).toMatch(/^stale: no message for 1\.\d s/);
});

test("symbols that an exchange does not know are shown; the others flow", async () => {
  const unknown = { coinbase: "NO-SUCH", kraken: "NO/SUCH" };
  const exchanges = sourcesOf(simulator).flatMap((source) =>
    source.exchange === "binance"
      ? []
      : [{ ...source, symbols: [...source.symbols, unknown[source.exchange]] }],
  );
  const feed = await start({ exchanges });
  await until("the answers", () => feed.stats().every(({ refused }) => refused.length === 1));
  await until("the others", () =>
    feed.stats().every(({ exchange, confirmed }) => confirmed.length === defaultSymbols[exchange].length),
  );
  for (const exchange of ["coinbase", "kraken"] as const) {
    await until(`the row of ${exchange}`, async () => {
      const row = await connection(exchange);
      return row?.state === "open" && (row.reason?.includes(unknown[exchange]) ?? false);
    });
  }
});
