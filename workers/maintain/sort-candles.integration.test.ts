import { afterAll, beforeAll, expect, inject, it } from "vitest";
import "@/dev/testing/provided";
import type { Sql } from "@/db/client";
import { compareCandles } from "@/db/queries/ledger/compare-candles";
import { listDaysWithUnsortedCandles, sortCandles } from "@/db/queries/maintain/sort-candles";
import { createTestDatabase, type TestDatabase } from "@/db/testing/test-database";
import { parseMicros } from "@/domain/time/micros";
import { createLog } from "@/runtime/log";
import { createMarket, type Market } from "@/server/testing/store-trades";
import { storeWithCandles } from "@/server/testing/store-with-candles";
import { sortDays } from "./sort-days";

const DAY = "2026-05-09";
const NOW = parseMicros("2026-05-10T06:00:00Z");
const START = parseMicros(`${DAY}T00:00:00Z`);
const MINUTE = 60_000_000;
const MINUTES = 200;
const MARKETS = 5;
let database: TestDatabase;
let sql: Sql;
const markets: Market[] = [];
let stored = 0;

beforeAll(async () => {
  database = await createTestDatabase({ url: inject("databaseUrl"), socketDir: inject("databaseSocket") });
  sql = database.sql;
  for (let index = 0; index < MARKETS; index++) markets.push(await createMarket(sql, `M${index}`, index));
  for (let minute = 0; minute < MINUTES; minute++)
    for (const market of markets) await store(market, [minute]);
  // The next day is still under way, and its first minute stays where it is.
  for (const market of markets) await store(market, [24 * 60]);
});
afterAll(() => database.drop());

/** A trade in each of these minutes of the day, in one transaction with its candles. */
async function store(market: Market, minutes: readonly number[]): Promise<void> {
  const first = stored + 1;
  stored += minutes.length;
  await storeWithCandles(
    sql,
    market,
    minutes.map((minute, index) => ({
      timeMicros: START + minute * MINUTE + ((first + index) % 60_000),
      tie: BigInt(first + index),
      price: `${100 + ((first + index) % 7)}.5`,
      quantity: "0.25",
      side: "buy" as const,
    })),
    first,
  );
}

/** How often, along the day's minutes as they lie on disk, another instrument follows. */
async function changes(): Promise<number> {
  const [row] = await sql<{ n: number }[]>`
    select count(*)::int as n from (
      select instrument_id <> lag(instrument_id) over (order by ctid) as other from candles_1m
      where bucket < ${`${DAY} 00:00:00Z`}::text::timestamptz + interval '1 day') t where other`;
  return row?.n ?? 0;
}

const content = () => sql<{ rows: string }[]>`
  select count(*) || ' ' || md5(string_agg(c::text, ' ' order by instrument_id, bucket)) as rows from candles_1m c`;

it("lays the minutes of a sorted day together by instrument, once", async () => {
  await sql`analyze trades`;
  const before = await content();
  expect(await changes()).toBe(MINUTES * MARKETS - 1);
  const run = () =>
    sortDays(sql, { now: NOW, afterHours: 6, log: createLog("test", "error"), minRows: 1_000 });
  expect(await run()).toEqual({
    sorted: DAY,
    busy: null,
    trades: MINUTES * MARKETS,
    minutes: MINUTES * MARKETS,
  });
  expect(await changes()).toBe(MARKETS - 1);
  expect(await content()).toEqual(before);
  expect(await listDaysWithUnsortedCandles(sql, 10)).toEqual([]);
  expect(await run()).toMatchObject({ minutes: 0 });
});

it("loses no late trade that is merged into a minute meanwhile, and waits for nobody for ever", async () => {
  let done = false;
  const late = markets.map(async (market, index) => {
    for (let round = 0; !done; round++)
      await store(
        market,
        [round % MINUTES, (round * 7 + index) % MINUTES, MINUTES + round].sort((a, b) => a - b),
      );
  });
  for (let round = 0; round < 10; round++)
    expect(await sortCandles(sql, DAY)).toBeGreaterThanOrEqual(MINUTES * MARKETS);
  done = true;
  await Promise.all(late);
  for (const size of ["1m", "1h", "1d"] as const) expect(await compareCandles(sql, size)).toEqual([]);
  const [sum] = await sql<{ trades: number }[]>`select sum(trades)::int as trades from candles_1m`;
  expect(sum?.trades).toBe(stored);
});
