import { afterAll, beforeAll, expect, it } from "vitest";
import { compareCandles } from "@/db/queries/ledger/compare-candles";
import { claimRun } from "@/db/queries/maintain/claim-run";
import { finishRun } from "@/db/queries/maintain/finish-run";
import { listTradeDays } from "@/db/queries/maintain/list-trade-days";
import { retireDay } from "@/db/queries/maintain/retire-day";
import { parseMicros } from "@/domain/time/micros";
import { createLog } from "@/runtime/log";
import { readLedger } from "@/server/services/ledger/read-ledger";
import { binanceFrame } from "../ingest/testing/binance-frame";
import { createIngestHarness, type IngestHarness } from "../ingest/testing/ingest-harness";
import { makePartitions } from "./make-partitions";
import { retireDays } from "./retire-days";

const log = createLog("test", "error");
const signal = new AbortController().signal;
let harness: IngestHarness;
let topic: string;

beforeAll(async () => {
  harness = await createIngestHarness();
  topic = harness.topic("market.crypto.trades.binance.raw");
  await harness.makeTopics([topic], 1);
  await harness.start();
});
afterAll(() => harness.stop());

async function publish(ids: readonly number[], at: string): Promise<void> {
  const time = Date.parse(at);
  await harness.producer.send({
    topic,
    messages: ids.map((id) => ({ key: "AAAUSDT", value: binanceFrame(id, { T: time + id }) })),
  });
  await harness.caughtUp();
}

async function check(): Promise<{ balanced: boolean; stored: bigint }> {
  const { sql } = harness.database;
  for (const size of ["1m", "1h", "1d"] as const) expect(await compareCandles(sql, size)).toEqual([]);
  const ledger = await readLedger(sql, { recount: true });
  return { balanced: ledger.balanced, stored: ledger.instruments.reduce((sum, one) => sum + one.stored, 0n) };
}

it("drops whole days past retention and keeps the ledger balanced, late records and all", async () => {
  const { sql } = harness.database;
  const now = parseMicros("2026-05-20T12:00:00Z");
  await publish([1, 2, 3], "2014-03-10T10:00:00Z");
  await publish([4, 5], "2026-05-09T23:59:59Z");
  await publish([7, 8], "2026-05-10T00:00:00Z");
  expect(await check()).toEqual({ balanced: true, stored: 7n });

  // A number of a dropped day that comes again is still a duplicate; a missing one is still stored.
  const first = await retireDays(sql, { now, retentionDays: 10, log, signal });
  expect(first).toEqual({ keptFrom: "2026-05-10", retired: 2, trades: 5 });
  expect(await sql`select trades from retired_days order by day`).toEqual([{ trades: 3n }, { trades: 2n }]);
  expect((await sql`select count(*)::int as n from trades`)[0]).toEqual({ n: 2 });
  expect(await check()).toEqual({ balanced: true, stored: 7n });

  await publish([5, 6], "2026-05-09T23:59:59Z");
  expect(await check()).toEqual({ balanced: true, stored: 8n });
  expect(await retireDays(sql, { now, retentionDays: 10, log, signal })).toMatchObject({
    retired: 1,
    trades: 1,
  });
  expect(await check()).toEqual({ balanced: true, stored: 8n });
  expect(await retireDays(sql, { now, retentionDays: 0, log, signal })).toEqual({
    keptFrom: null,
    retired: 0,
    trades: 0,
  });

  // What vanishes in any other way is found.
  await sql`delete from trades where sequence = 8`;
  expect((await readLedger(sql, { recount: true })).balanced).toBe(false);
});

it("leaves a day alone that somebody writes to, and changes nothing", async () => {
  const { sql } = harness.database;
  await publish([9], "2026-05-01T00:00:00Z");
  const [day] = await listTradeDays(sql, "2026-05-02");
  if (day === undefined) throw new Error("there is no day to retire");
  const before = await sql`select * from retired_trades`;
  const writer = await sql.reserve();
  try {
    await writer`begin`;
    await writer`lock table ${writer(day.table)} in row exclusive mode`;
    await expect(retireDay(sql, day, 100)).rejects.toMatchObject({ code: "55P03" });
  } finally {
    await writer`rollback`;
    writer.release();
  }
  expect(await sql`select * from retired_trades`).toEqual(before);
  expect((await retireDay(sql, day)).trades).toBe(1n);
});

it("makes the days around now ahead of time, twice without harm", async () => {
  const { sql } = harness.database;
  const now = parseMicros("2026-06-30T12:00:00Z");
  for (let i = 0; i < 2; i++) await makePartitions(sql, now, 2);
  const days = (await listTradeDays(sql)).map((one) => one.day).filter((day) => day > "2026-06");
  expect(days).toEqual(["2026-06-29", "2026-06-30", "2026-07-01", "2026-07-02"]);
});

it("gives a turn of a task to one of many maintainers", async () => {
  const { sql } = harness.database;
  const claims = await Promise.all(["a", "b", "c"].map((worker) => claimRun(sql, "test", worker, 60_000)));
  expect(claims.filter(Boolean)).toHaveLength(1);
  expect(await claimRun(sql, "test", "d", 0)).toBe(true);
});

it("tries a failed task again at once, or after the rest that it asks for", async () => {
  const { sql } = harness.database;
  const everyMs = 60_000;
  const fail = (task: string, dueInMs: number | null) =>
    finishRun(sql, { task, tookMs: 1, error: "no space left on device", detail: null, everyMs, dueInMs });
  for (const task of ["at-once", "rests"]) expect(await claimRun(sql, task, "a", everyMs)).toBe(true);
  await fail("at-once", null);
  await fail("rests", 3_600_000);
  expect(await claimRun(sql, "at-once", "b", everyMs)).toBe(true);
  expect(await claimRun(sql, "rests", "b", everyMs)).toBe(false);
  // An hour after the failure, by the clock of the database.
  await sql`update maintenance_runs set ran_at = ran_at - interval '59 minutes' where task = 'rests'`;
  expect(await claimRun(sql, "rests", "b", everyMs)).toBe(false);
  await sql`update maintenance_runs set ran_at = ran_at - interval '1 minute' where task = 'rests'`;
  expect(await claimRun(sql, "rests", "b", everyMs)).toBe(true);
});
