import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Sql } from "@/db/client";
import { listTradeDays } from "@/db/queries/maintain/list-trade-days";
import { retireDay } from "@/db/queries/maintain/retire-day";
import { listDueHours } from "@/db/queries/maintain/save-fine-candles";
import { readTradeCandles } from "@/db/queries/web/read-trade-candles";
import type { CandleInput } from "@/domain/candle/aggregate";
import { readFineRange } from "@/server/services/candles/read-fine-range";
import { zoomFor } from "@/server/services/candles/read-zoomed-candles";
import { createMarket, type Market } from "@/server/testing/store-trades";
import { storeWithCandles } from "@/server/testing/store-with-candles";
import { createWebDatabase } from "@/server/testing/web-database";
import { keepFineCandles } from "@/workers/maintain/keep-fine-candles";

const SECOND = 1_000_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const STEPS = [SECOND, 5 * SECOND, 15 * SECOND] as const;
/** An hour before a day ends: the trades lie on both sides of midnight. */
const start = Date.UTC(2026, 7, 5, 23) * 1_000;
const end = start + 2 * HOUR;
/** In the middle of a minute of the hour that follows. */
const now = end + 30 * MINUTE + 17 * SECOND;
const signal = new AbortController().signal;

let sql: Sql;
let drop: () => Promise<void>;
let market: Market;
let other: Market;
let stored = 0;

let seed = 11;
function random(most: number): number {
  seed = (seed * 48_271) % 2_147_483_647;
  return seed % most;
}

function tradeAt(timeMicros: number): CandleInput {
  return {
    timeMicros,
    tie: BigInt(random(1_000_000)),
    price: (100 + random(5_000) / 100).toFixed(2),
    quantity: (random(100_000) / 1e5 + 0.00001).toFixed(random(4) + 5),
    side: (["buy", "sell", "unknown"] as const)[random(3)] ?? "unknown",
  };
}

/** Stores so many trades at random within [from, from + length), some of them in one microsecond. */
async function store(count: number, from: number, length: number, whose = market): Promise<void> {
  const trades = Array.from({ length: count }, () =>
    tradeAt(from + random(length / SECOND) * SECOND + random(3)),
  );
  await storeWithCandles(sql, whose, trades, stored + 1);
  stored += count;
}

beforeAll(async () => {
  ({ sql, drop } = await createWebDatabase());
  market = await createMarket(sql, "BTCUSDT", 0);
  other = await createMarket(sql, "ETHUSDT", 1);
  // Minutes loud enough for each length, for one or two of them, and for none; and some without a trade.
  for (const [minute, count] of [600, 350, 299, 70, 61, 59, 25, 19, 5, 1].entries())
    await store(count, start + (54 + minute) * MINUTE, MINUTE);
  await store(400, end - MINUTE, MINUTE);
  await store(200, start + 58 * MINUTE, MINUTE, other);
});
afterAll(() => drop());

const keep = (at = now) => keepFineCandles(sql, { now: at, signal });

const fromTrades = (from: number, to: number, step: number) =>
  readTradeCandles(sql, { instrumentId: market.instrumentId, stretches: [{ from, to }], step });

/** Every answer that begins with a candle, and ends anywhere, is what the trades make of it. */
async function expectExact(): Promise<void> {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...STEPS),
      fc.integer({ min: 0, max: 130 * MINUTE }),
      fc.integer({ min: 1, max: 70 * MINUTE }),
      async (step, at, length) => {
        const from = start + Math.floor(at / step) * step;
        const question = { instrumentId: market.instrumentId, from, to: from + length, step };
        expect(await readFineRange(question)).toEqual(await fromTrades(from, from + length, step));
      },
    ),
    {
      numRuns: 40,
      examples: STEPS.map((step) => [step, 0, 121 * MINUTE] as const).map(([a, b, c]) => [a, b, c]),
    },
  );
}

const rows = () => sql<{ step: number; minutes: number; trades: number }[]>`
  select step, count(distinct date_trunc('minute', bucket))::int as minutes, sum(trades)::int as trades
  from fine_candles where instrument_id = ${market.instrumentId} group by step order by step`;

describe("fine candles", () => {
  it("are kept of minutes that are loud enough for their length, once", async () => {
    await expectExact();
    expect(await keep()).toMatchObject({ hours: 2, left: 0 });
    expect(await rows()).toEqual([
      { step: 1, minutes: 3, trades: 600 + 350 + 400 },
      { step: 5, minutes: 6, trades: 600 + 350 + 299 + 70 + 61 + 400 },
      { step: 15, minutes: 8, trades: 600 + 350 + 299 + 70 + 61 + 59 + 25 + 400 },
    ]);
    await expectExact();
    expect(await keep()).toEqual({ candles: 0, hours: 0, left: 0 });
  });

  it("are what answers", async () => {
    const from = start + 54 * MINUTE;
    await sql`update fine_candles set open = -open where instrument_id = ${market.instrumentId}`;
    const question = { instrumentId: market.instrumentId, from, to: from + MINUTE, step: SECOND };
    const opens = (await readFineRange(question)).map((one) => Number(one.open));
    const made = (await fromTrades(from, from + MINUTE, SECOND)).map((one) => Number(one.open));
    expect(opens).toEqual(made.map((open) => -open));
    await sql`update fine_candles set open = -open where instrument_id = ${market.instrumentId}`;
  });

  it("are passed over at once where trades came late, and made anew", async () => {
    // Into a minute that is kept, one that was too quiet, and one that had none.
    for (const [minute, count] of [
      [54, 1],
      [60, 280],
      [90, 320],
    ] as const) {
      await store(count, start + minute * MINUTE, MINUTE);
      await expectExact();
    }
    expect(await keep()).toMatchObject({ hours: 2, left: 0 });
    const [seconds] = await rows();
    expect(seconds).toEqual({ step: 1, minutes: 5, trades: 601 + 350 + 400 + 305 + 320 });
    await expectExact();
  });

  it("are kept of the hour under way, but for its last minutes", async () => {
    for (let minute = 25; minute < 31; minute++) await store(310, end + minute * MINUTE, MINUTE);
    // 30:17 now: minutes up to 27 are over for two minutes.
    expect(await keep()).toMatchObject({
      candles: 3 * (60 + 12 + 4) - 3 * 60 + (await secondsSince(end)),
      hours: 0,
    });
    const range = { from: end + 20 * MINUTE, to: now };
    const question = { instrumentId: market.instrumentId, step: SECOND, ...range };
    expect(await readFineRange(question)).toEqual(await fromTrades(range.from, range.to, SECOND));
    expect(await keep(end + HOUR + 2 * MINUTE)).toMatchObject({ hours: 1, left: 0 });
  });

  it("leave hours for the next turn when the time is over, the newest first", async () => {
    await sql`delete from fine_hours`;
    const all = await listDueHours(sql, end + HOUR);
    expect(all.map((one) => one.bucket)).toEqual([end, end - HOUR, start]);
    expect(await keepFineCandles(sql, { now: end + 2 * HOUR, signal, budgetMs: -1 })).toMatchObject({
      hours: 0,
      left: 3,
    });
    expect(await keep(end + 2 * HOUR)).toMatchObject({ hours: 3, left: 0 });
  });

  it("answer in a size for which the range holds too many trades to add up", async () => {
    const range = { from: start + 54 * MINUTE, to: start + 55 * MINUTE };
    const ids = [market.instrumentId, other.instrumentId];
    const counted = (trades: number) => sql`
      update candles_1m set trades = ${trades} where instrument_id = ${other.instrumentId}
        and bucket = (select min(bucket) from candles_1m where instrument_id = ${market.instrumentId})`;
    expect((await zoomFor(ids, range, "1s")).zoom).toBe("1s");
    await sql`
      insert into candles_1m select ${other.instrumentId}, bucket, open, high, low, close, volume, notional, buy_volume,
        sell_volume, 200001, open_time, open_tie, close_time, close_tie
      from candles_1m where instrument_id = ${market.instrumentId} order by bucket limit 1`;
    expect((await zoomFor(ids, range, "1s")).zoom).toBe("1m");
    await sql`
      insert into fine_candles select bucket, instrument_id, 200001, 1, open, high, low, close, volume, notional, buy_volume,
        sell_volume, volume from candles_1m where instrument_id = ${other.instrumentId} and trades = 200001`;
    expect((await zoomFor(ids, range, "1s")).zoom).toBe("1s");
    await counted(200_002);
    expect((await zoomFor(ids, range, "1s")).zoom).toBe("1m");
    await counted(200_001);
  });

  it("go with their day's trades, and are not made of what comes to it later", async () => {
    const [day] = await listTradeDays(sql);
    if (day === undefined) throw new Error("there is a day");
    await retireDay(sql, day);
    const left = () => sql<{ n: number }[]>`
      select count(*)::int as n from fine_candles where bucket < ${day.day}::text::date + 1`;
    expect(await left()).toEqual([{ n: 0 }]);
    expect(await sql`select from fine_hours where bucket < ${day.day}::text::date + 1`).toHaveLength(0);
    await store(400, start + 54 * MINUTE, MINUTE);
    await keep();
    expect(await left()).toEqual([{ n: 0 }]);
    await expectExact();
  });
});

async function secondsSince(from: number): Promise<number> {
  const [row] = await sql<{ n: number }[]>`
    select count(distinct date_trunc('second', time))::int as n from trades
    where time >= to_timestamp(${from / SECOND}::float8) and time < to_timestamp(${from / SECOND}::float8) + interval '28 minutes'`;
  return row?.n ?? 0;
}
