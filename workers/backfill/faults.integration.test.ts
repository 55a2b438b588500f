import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { readLedger } from "@/server/services/ledger/read-ledger";
import { binanceFrame } from "../ingest/testing/binance-frame";
import { until } from "../ingest/testing/until";
import { WorkerFleet } from "../testing/worker-fleet";
import { type BackfillHarness, createBackfillHarness } from "./testing/backfill-harness";
import { startVenueStub, type VenueStub } from "./testing/venue-stub";

const HIGHEST = 15_000;
let harness: BackfillHarness;
let stub: VenueStub;
const workers = new WorkerFleet("backfill", () => ({
  K2_DATABASE_URL: harness.database.url,
  K2_DATABASE_SOCKET: inject("databaseSocket"),
  K2_KAFKA_BROKERS: inject("kafkaBrokers").join(","),
  K2_BINANCE_REST_URL: stub.url,
  K2_BINANCE_API_KEY: "test",
}));

beforeAll(async () => {
  harness = await createBackfillHarness();
  stub = await startVenueStub({ lowest: 1n, highest: BigInt(HIGHEST) });
  await harness.start();
});
afterAll(async () => {
  await workers.kill();
  await harness.stop();
  await stub.stop();
});

it("goes on where a killed worker left it: no number asked for twice that was published, none lost", async () => {
  const frames: string[] = [];
  for (let n = 1; n <= HIGHEST; n++) if (n % 10_000 < 2 || n % 5_000 === 0) frames.push(binanceFrame(n));
  await harness.publish("binance", frames);
  const [job = 0n] = await harness.backfill();
  const { sql } = harness.database;
  const received = async () => {
    const [row] = await sql<{ received: bigint; asked: string }[]>`
      select received, asked from backfill_jobs where id = ${job}`;
    return Number(row?.received ?? 0n);
  };
  await workers.add();
  await until("the first pages", async () => (await received()) >= 4_000);
  await workers.kill();
  const atKill = await received();
  const callsAtKill = stub.calls.length;
  expect(atKill).toBeLessThan(HIGHEST - 100);

  await workers.add();
  await until(
    "the job's end",
    async () => {
      const [row] = await sql<{ state: string }[]>`select state from backfill_jobs where id = ${job}`;
      return row?.state === "done";
    },
    50_000,
  );
  const { receipt } = await harness.ended(job);
  const missing = HIGHEST - frames.length;
  expect(receipt).toMatchObject({
    asked: String(missing),
    received: String(missing),
    stored: String(missing),
    stillMissing: "0",
  });
  expect(await harness.missing("AAAUSDT")).toEqual([]);
  const again = stub.calls.slice(callsAtKill).map((call) => Number(call.from));
  expect(Math.min(...again)).toBeGreaterThan(atKill - 1_000);
  const ledger = await readLedger(sql, { recount: true });
  expect(ledger.balanced).toBe(true);
  expect(ledger.instruments[0]).toMatchObject({ stored: BigInt(HIGHEST), gaps: [] });
});
