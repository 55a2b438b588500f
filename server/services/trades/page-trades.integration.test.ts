import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Sql } from "@/db/client";
import { getTrade } from "@/server/services/trades/get-trade";
import { pageTrades, tradesPageInput } from "@/server/services/trades/page-trades";
import type { Trade } from "@/server/services/trades/trade-row";
import { createMarket, type Market, storeCandles, storeTrades } from "@/server/testing/store-trades";
import { createWebDatabase } from "@/server/testing/web-database";

const start = Date.UTC(2026, 7, 9, 23, 59, 59) * 1_000;
const range = { from: start, to: start + 60_000_000 };

const ask = (asked: object) => pageTrades(tradesPageInput.parse({ range, ...asked }), 0);

let sql: Sql;
let drop: () => Promise<void>;
let market: Market;

beforeAll(async () => {
  ({ sql, drop } = await createWebDatabase());
  market = await createMarket(sql, "BTCUSDT", 0);
  // Over midnight, and many trades of one microsecond: the keyset must not lose one at either.
  await storeTrades(sql, market, { time: start, offset: 0 }, 3_000, 1_000);
  await storeTrades(sql, market, { time: start + 1_500_000, offset: 3_000 }, 500, 0);
  await storeCandles(sql);
});
afterAll(() => drop());

async function allPages(limit: number, asked: object = {}): Promise<Trade[]> {
  const rows: Trade[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof ask>> = await ask({
      instrumentId: market.instrumentId,
      ...asked,
      cursor,
      limit,
    });
    rows.push(...page.rows);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return rows;
}

describe("pages of trades", () => {
  it.each([7, 500])("hold every trade once, in pages of %i", async (limit) => {
    const rows = await allPages(limit);
    expect(rows).toHaveLength(3_500);
    expect(new Set(rows.map((row) => `${row.time}~${row.tradeId}`)).size).toBe(3_500);
    const times = rows.map((row) => row.time);
    expect(times).toEqual([...times].sort((a, b) => b - a));
  });

  it("keep microseconds and decimals exactly", async () => {
    const newest = await ask({ instrumentId: market.instrumentId, limit: 1 });
    expect(newest.rows[0]).toMatchObject({
      time: start + 2_999_000,
      price: "3099",
      quantity: "0.5",
      notional: "1549.5",
    });
  });

  it("narrow by side and by least notional", async () => {
    const sells = await allPages(500, { sides: ["sell"] });
    expect(sells).toHaveLength(1_750);
    const large = await ask({ instrumentId: market.instrumentId, minNotional: "1549", limit: 500 });
    expect(large.rows.map((row) => row.notional)).toEqual(["1549.5", "1549.0"]);
  });

  it("narrow by price, by size and by id", async () => {
    const of = (bounds: object) => ask({ instrumentId: market.instrumentId, limit: 500, ...bounds });
    const priced = await of({ minPrice: "3097.5", maxPrice: "3098" });
    expect(priced.rows.map((row) => row.price)).toEqual(["3098"]);
    expect((await of({ minQuantity: "0.51" })).rows).toEqual([]);
    expect((await of({ maxQuantity: "0.5" })).rows).toHaveLength(500);
    expect((await of({ tradeId: "42" })).rows.map((row) => row.tradeId)).toEqual(["42"]);
  });

  it("refuse a cursor of another list, filter, order or direction", async () => {
    const of = (asked: object) => ask({ instrumentId: market.instrumentId, limit: 10, ...asked });
    const { nextCursor } = await of({});
    const second = await of({ cursor: nextCursor });
    const refused = { code: "CURSOR_INVALID" };
    await expect(of({ cursor: "AAAA" })).rejects.toMatchObject(refused);
    await expect(of({ cursor: nextCursor, sides: ["buy"] })).rejects.toMatchObject(refused);
    await expect(of({ cursor: nextCursor, order: "oldest" })).rejects.toMatchObject(refused);
    await expect(of({ cursor: nextCursor, direction: "backward" })).rejects.toMatchObject(refused);
    await expect(of({ cursor: second.previousCursor })).rejects.toMatchObject(refused);
    const forged = Buffer.from(nextCursor ?? "", "base64url")
      .toString()
      .replace(/"time":\d+/, '"time":-1');
    await expect(of({ cursor: Buffer.from(forged).toString("base64url") })).rejects.toMatchObject(refused);
    expect((await of({ cursor: nextCursor, limit: 3 })).rows).toEqual(second.rows.slice(0, 3));
  });
});

describe("one trade", () => {
  it("is found by its identity, and told where it is not there", async () => {
    const key = { instrumentId: market.instrumentId, time: start, tradeId: "0" };
    expect(await getTrade(key)).toMatchObject({ sourceOffset: 0n, side: "buy" });
    await expect(getTrade({ ...key, tradeId: "1" })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});
