import { once } from "node:events";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import "@/dev/testing/provided";
import type { Sql } from "@/db/client";
import { connect } from "@/db/client";
import { openCopyOut } from "@/db/copy/copy-out";
import { listTradeDays, type TradeDay } from "@/db/queries/maintain/list-trade-days";
import { sortDay } from "@/db/queries/maintain/sort-day";
import { createTestDatabase, type TestDatabase } from "@/db/testing/test-database";
import { parseMicros } from "@/domain/time/micros";
import { createLog } from "@/runtime/log";
import { sortDays } from "./sort-days";

const log = createLog("test", "error");
const DAY = "2026-05-09";
const NOW = parseMicros("2026-05-10T06:00:00Z");
const INSTRUMENTS = 7;
const NOTHING = { sorted: null, busy: null, trades: 0, minutes: 0 };
let database: TestDatabase;
let sql: Sql;

beforeAll(async () => {
  database = await createTestDatabase({ url: inject("databaseUrl"), socketDir: inject("databaseSocket") });
  sql = database.sql;
  await sql`select k2_ensure_trades_day(${DAY}::text::date)`;
  await store(0, 3_000);
});
afterAll(() => database.drop());

/** Trades as they come, every instrument's between all others', and their day's candles with them. */
async function store(from: number, to: number): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`
      insert into trades (time, source_offset, sequence, ingested_at, instrument_id, source_id, frame_index, side, price, quantity, trade_id)
      select ${`${DAY} 10:00:00Z`}::text::timestamptz + n * interval '1 second', n, n, now(), 1 + n % ${INSTRUMENTS}::int, 1, 0, 1,
        n + 0.1, 1, n::text
      from generate_series(${from}::int, ${to - 1}::int) n`;
    await tx`
      insert into candles_1d as c (instrument_id, bucket, open, high, low, close, volume, notional, buy_volume, sell_volume,
        trades, open_time, open_tie, close_time, close_tie)
      select 1 + n % ${INSTRUMENTS}::int, ${`${DAY} 00:00:00Z`}::text::timestamptz, 1, 1, 1, 1, 1, 1, 1, 0, count(*), now(), 0, now(), 0
      from generate_series(${from}::int, ${to - 1}::int) n group by 1
      on conflict (instrument_id, bucket) do update set trades = c.trades + excluded.trades`;
  });
}

async function theDay(): Promise<TradeDay> {
  const [day] = await listTradeDays(sql);
  if (day === undefined) throw new Error("there is no day");
  return day;
}

const content = () => sql<{ rows: string }[]>`
  select count(*) || ' ' || md5(string_agg(t::text, ' ' order by instrument_id, time, trade_id)) as rows from trades t`;

/** How often, along the table, another instrument follows. */
async function changes(): Promise<number> {
  const [row] = await sql<{ n: number }[]>`
    select count(*)::int as n from (
      select instrument_id <> lag(instrument_id) over (order by ctid) as other from trades) t where other`;
  return row?.n ?? 0;
}

const run = (afterHours = 6) => sortDays(sql, { now: NOW, afterHours, log, minRows: 1_000 });

it("lays a day's trades together by instrument, once, and again when many came late", async () => {
  await sql`analyze trades`;
  const before = await content();
  expect(await changes()).toBe(2_999);
  expect(await run(0)).toEqual(NOTHING);
  expect(await run(7)).toEqual(NOTHING);

  expect(await run()).toEqual({ sorted: DAY, busy: null, trades: 3_000, minutes: 0 });
  expect(await changes()).toBe(INSTRUMENTS - 1);
  expect(await content()).toEqual(before);
  expect(await run()).toEqual(NOTHING);

  // The new table is a partition as the old one was: its bounds, its unique index, its name.
  await expect(store(10, 11)).rejects.toMatchObject({
    code: "23505",
    constraint_name: "trades_20260509_identity",
  });
  const [made] = await sql<{ checks: number; indexes: string[] }[]>`
    select (select count(*)::int from pg_constraint where conrelid = 'trades_20260509'::regclass and contype = 'c') as checks,
      (select array_agg(indexrelid::regclass::text) from pg_index join pg_inherits on inhrelid = indexrelid
        where indrelid = 'trades_20260509'::regclass) as indexes`;
  expect(made).toEqual({ checks: 0, indexes: ["trades_20260509_identity"] });

  await store(3_000, 3_200);
  await sql`analyze trades`;
  expect(await run()).toEqual(NOTHING);
  await store(3_200, 4_000);
  await sql`analyze trades`;
  expect(await run()).toEqual({ sorted: DAY, busy: null, trades: 4_000, minutes: 0 });
  expect(await changes()).toBe(INSTRUMENTS - 1);
});

it("keeps what is stored meanwhile, and no reader sees a day without its trades", async () => {
  const readers = connect({
    url: database.url,
    socketDir: inject("databaseSocket"),
    max: 2,
    applicationName: "readers",
  });
  let done = false;
  let stored = 4_000;
  const counts: number[] = [];
  const read = async () => {
    while (!done) {
      const [row] = await readers<
        { n: number }[]
      >`select count(*)::int as n from trades where instrument_id > 0`;
      counts.push(row?.n ?? 0);
    }
  };
  const all = [read(), read()];
  for (let round = 0; round < 8; round++) {
    const sorted = sortDay(sql, await theDay(), { pauseMs: 1, tries: 1_000 });
    for (const end = stored + 20; stored < end; stored++) await store(stored, stored + 1);
    expect(await sorted).not.toBe("busy");
  }
  done = true;
  await Promise.all(all);
  await readers.end();
  expect(Math.min(...counts)).toBeGreaterThanOrEqual(4_000);
  expect(await content()).toMatchObject([{ rows: expect.stringMatching(`^${stored} `) }]);
  expect(new Set((await sql`select trade_id from trades`).map((row) => row.trade_id)).size).toBe(stored);
});

it("waits for who reads for long by asking again, and gives up without a change", async () => {
  const before = await content();
  const day = await theDay();
  const reader = await sql.reserve();
  try {
    await reader`begin`;
    await reader`select from trades limit 1`;
    expect(await sortDay(sql, day, { lockTimeoutMs: 50, tries: 3, pauseMs: 1 })).toBe("busy");
    // One who comes between two questions is answered, and the sort goes through once the reader has left.
    const asking = sortDay(sql, day, { lockTimeoutMs: 50, tries: 1_000, pauseMs: 20 });
    await reader`select from trades limit 1`;
    await reader`commit`;
    expect(await asking).toBe(BigInt(Number.parseInt(before[0]?.rows ?? "", 10)));
  } finally {
    reader.release();
  }
  expect(await content()).toEqual(before);
});

it("leaves the old day where the sort is cut off, and is done by one at a time", async () => {
  const before = await content();
  const day = await theDay();
  const holder = await sql.reserve();
  const abort = new AbortController();
  try {
    await holder`begin`;
    await holder`lock table only trades in access share mode`;
    const cut = sortDay(sql, day, { lockTimeoutMs: 20, tries: 1_000, pauseMs: 60_000, signal: abort.signal });
    const isAsking = async () =>
      (await sql`select from pg_locks where locktype = 'advisory' and granted`).length > 0;
    while (!(await isAsking())) await once(AbortSignal.timeout(5), "abort");
    expect(await sortDay(sql, day)).toBe("busy");
    abort.abort();
    await expect(cut).rejects.toMatchObject({ name: "AbortError" });
  } finally {
    await holder`commit`;
    holder.release();
  }
  expect(await content()).toEqual(before);
  expect(await sortDay(sql, await theDay())).not.toBe("busy");
});

it("waits for a file that is being read: its snapshot would not see the new table's trades", async () => {
  const day = await theDay();
  const [stored] = await sql<{ n: number }[]>`select count(*)::int as n from trades`;
  const copy = await openCopyOut({
    connection: { url: database.url, socketDir: database.socketDir, applicationName: "k2-sort-file" },
    cancel: async () => undefined,
    lineEnd: "lf",
    // The file has its snapshot, and has not touched a trade.
    prepare: async () => ({
      head: await sortDay(sql, day, { lockTimeoutMs: 50, tries: 2, pauseMs: 1 }),
      text: "copy (select trade_id from trades) to stdout",
    }),
  });
  let rows = 0;
  for (let chunk = await copy.next(); chunk !== undefined; chunk = await copy.next()) rows += chunk.rows;
  expect(copy.head).toBe("busy");
  expect(rows).toBe(stored?.n);
});
