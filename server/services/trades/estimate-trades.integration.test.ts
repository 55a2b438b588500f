import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Sql } from "@/db/client";
import { estimateTrades, tradesEstimateInput } from "@/server/services/trades/estimate-trades";
import { createMarket, type Market, storeCandles, storeTrades } from "@/server/testing/store-trades";
import { createWebDatabase } from "@/server/testing/web-database";

/** 22:58:30 the day before: trades over hours and midnight, one every 10 s */
const start = Date.UTC(2026, 7, 9, 22, 58, 30) * 1_000;
const STEP = 10_000_000;
const COUNT = 1_000;

let sql: Sql;
let drop: () => Promise<void>;
let one: Market;
let two: Market;

beforeAll(async () => {
  ({ sql, drop } = await createWebDatabase());
  one = await createMarket(sql, "BTCUSDT", 0);
  two = await createMarket(sql, "ETHUSDT", 1);
  await storeTrades(sql, one, { time: start, offset: 0 }, COUNT, STEP);
  await storeTrades(sql, two, { time: start, offset: 0 }, COUNT, STEP);
  await storeCandles(sql);
  await sql`analyze`;
});
afterAll(() => drop());

const ask = (asked: object) => estimateTrades(tradesEstimateInput.parse(asked), 0);
const all = { from: start, to: start + COUNT * STEP };

describe("the number of a question's trades", () => {
  it.each([
    [0, COUNT],
    [1, 999],
    [3, 4],
    [10, 400],
    [9, 370],
  ])("is exact from candles, from trade %i up to %i, at any second", async (from, to) => {
    const range = { from: start + from * STEP, to: start + to * STEP };
    expect(await ask({ instrumentIds: [one.instrumentId, two.instrumentId], range })).toEqual({
      count: BigInt(2 * (to - from)),
      low: BigInt(2 * (to - from)),
      high: BigInt(2 * (to - from)),
      exact: true,
      method: "candles",
      sampled: 0n,
    });
  });

  it("is exact where the sample has them all, and an interval where it has not", async () => {
    const instrumentIds = [one.instrumentId];
    const few = await ask({ instrumentIds, range: all, sides: ["buy"] });
    expect(few).toMatchObject({ count: 500n, exact: true, method: "sample", sampled: 1_000n });
    await storeTrades(sql, one, { time: start + 1, offset: COUNT }, 100_000, 90_000);
    await storeCandles(sql);
    const many = await ask({ instrumentIds, range: all, sides: ["buy"] });
    expect(many).toMatchObject({ exact: false, method: "sample" });
    expect(many.sampled).toBeGreaterThan(1_500n);
    expect(many.low).toBeLessThanOrEqual(50_500n);
    expect(many.high).toBeGreaterThanOrEqual(50_500n);
    expect(many.high - many.low).toBeLessThan(10_000n);
  });

  it("is the planner's for an id", async () => {
    const asked = { instrumentIds: [one.instrumentId], range: all, tradeId: "42" };
    expect(await ask(asked)).toMatchObject({ exact: false, method: "planner" });
  });

  it("leaves out what retention has taken, and then does not call itself exact", async () => {
    await sql`insert into retired_days (day, trades, bytes) values ('2026-08-09', 1, 1)`;
    await sql`delete from trades where time < '2026-08-10'`;
    const before = Date.UTC(2026, 7, 10) * 1_000;
    const left = (
      await sql<{ n: bigint }[]>`select count(*) as n from trades
      where instrument_id = ${two.instrumentId}`
    )[0]?.n;
    const asked = { instrumentIds: [two.instrumentId], range: all };
    expect(await ask(asked)).toMatchObject({ count: left, exact: false, method: "candles" });
    const kept = { from: before, to: all.to };
    expect(await ask({ instrumentIds: [two.instrumentId], range: kept })).toMatchObject({
      count: left,
      exact: true,
    });
  });
});
