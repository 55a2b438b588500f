import { afterEach, beforeEach, expect, it } from "vitest";
import { binanceFrame } from "../ingest/testing/binance-frame";
import { type BackfillHarness, createBackfillHarness } from "./testing/backfill-harness";
import { startVenueStub, type VenueStub } from "./testing/venue-stub";

let harness: BackfillHarness;
let stub: VenueStub;

beforeEach(async () => {
  harness = await createBackfillHarness();
  await harness.start();
});
afterEach(async () => {
  await harness.stop();
  await stub.stop();
});

const HIGHEST = 6_000;
/** Publishes 1 to HIGHEST without these. */
async function publishWithout(isLost: (number: number) => boolean): Promise<void> {
  const frames: string[] = [];
  for (let n = 1; n <= HIGHEST; n++) if (!isLost(n)) frames.push(binanceFrame(n));
  await harness.publish("binance", frames);
}
const within = (n: number, from: number, to: number) => n >= from && n <= to;

it("fetches what was lost through the one ingest path, and accounts for it", async () => {
  stub = await startVenueStub({ lowest: 1n, highest: BigInt(HIGHEST) });
  await publishWithout((n) => within(n, 100, 120) || n === 130 || within(n, 2_000, 4_500));
  expect(await harness.missing("AAAUSDT")).toEqual(["100-120 open", "130-130 open", "2000-4500 open"]);
  const [job = 0n] = await harness.backfill();
  await harness.startJobs({ binance: stub.url });
  const { state, receipt } = await harness.ended(job);
  expect(state).toBe("done");
  expect(receipt).toMatchObject({
    asked: "2523",
    received: "2523",
    stored: "2523",
    stillMissing: "0",
    gapsFilled: "3",
    calls: "4",
    weight: "100",
    retries: "0",
  });
  expect(stub.calls.map((call) => call.from)).toEqual([100n, 2_000n, 3_000n, 4_000n]);
  expect(await harness.missing("AAAUSDT")).toEqual([]);
  const history = await harness.database.sql<{ from_state: string; to_state: string; actor: string }[]>`
    select from_state, to_state, actor from gap_events where gap_id = (select min(id) from sequence_gaps) order by id`;
  expect(history.map((one) => `${one.from_state} → ${one.to_state} by ${one.actor}`)).toEqual([
    "open → backfilling by tester",
    "backfilling → filled by ingest",
  ]);
  const [candle] = await harness.database.sql<{ before: string[]; after: string[] }[]>`
    select before, after from backfill_candles where job_id = ${job}`;
  expect(Number(candle?.after[5]) - Number(candle?.before[5])).toBe(2_523);
  await harness.proven();
});

it("keeps what it has where the venue fails for good, and says why", async () => {
  stub = await startVenueStub({
    lowest: 1n,
    highest: BigInt(HIGHEST),
    fault: (call) => (call === 0 ? null : "401"),
  });
  await publishWithout((n) => within(n, 100, 110) || within(n, 4_000, 4_010));
  const [job = 0n] = await harness.backfill();
  await harness.startJobs({ binance: stub.url });
  const { state, error, receipt } = await harness.ended(job);
  expect(state).toBe("failed");
  expect(error).toMatch(/401.*K2_BINANCE_API_KEY/);
  expect(receipt).toMatchObject({ received: "11", stored: "11", stillMissing: "11" });
  expect(await harness.missing("AAAUSDT")).toEqual(["4000-4010 open"]);
});

it("gives up after its tries where the venue only fails", async () => {
  stub = await startVenueStub({ lowest: 1n, highest: BigInt(HIGHEST), fault: () => "500" });
  await publishWithout((n) => n === 100);
  const [job = 0n] = await harness.backfill();
  await harness.startJobs({ binance: stub.url });
  const { state, error } = await harness.ended(job);
  expect(state).toBe("failed");
  expect(error).toMatch(/500, 6 times in a row/);
  expect(stub.calls).toHaveLength(6);
});

it("ends when a person cancels it, with a receipt of what came", async () => {
  stub = await startVenueStub({ lowest: 1n, highest: BigInt(HIGHEST) });
  await publishWithout((n) => within(n, 2, 5_999));
  const [job = 0n] = await harness.backfill();
  await harness.startJobs({ binance: stub.url });
  const { sql } = harness.database;
  while (stub.calls.length < 2) await new Promise((resolve) => setImmediate(resolve));
  await sql`update backfill_jobs set cancel_by = 'tester' where id = ${job}`;
  const { state, receipt } = await harness.ended(job);
  expect(state).toBe("cancelled");
  expect(Number(receipt.stored)).toBeGreaterThan(0);
  expect(Number(receipt.stored) + Number(receipt.stillMissing)).toBe(5_998);
  await harness.proven();
});
