import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Sql } from "@/db/client";
import { getTrade } from "@/server/services/trades/get-trade";
import { pageTrades } from "@/server/services/trades/page-trades";
import type { Trade } from "@/server/services/trades/trade-row";
import { createMarket, type Market, storeTrades } from "@/server/testing/store-trades";
import { createWebDatabase } from "@/server/testing/web-database";

const start = Date.UTC(2026, 7, 9, 23, 59, 59) * 1_000;
const range = { from: start, to: start + 60_000_000 };

const NONE = {
  sides: [],
  minNotional: null,
  minPrice: null,
  maxPrice: null,
  minQuantity: null,
  maxQuantity: null,
  tradeId: null,
};

let sql: Sql;
let drop: () => Promise<void>;
let market: Market;

beforeAll(async () => {
  ({ sql, drop } = await createWebDatabase());
  market = await createMarket(sql, "BTCUSDT", 0);
  // Over midnight, and many trades of one microsecond: the keyset must not lose one at either.
  await storeTrades(sql, market, { time: start, offset: 0 }, 3_000, 1_000);
  await storeTrades(sql, market, { time: start + 1_500_000, offset: 3_000 }, 500, 0);
});
afterAll(() => drop());

async function allPages(limit: number, sides: Trade["side"][] = []): Promise<Trade[]> {
  const rows: Trade[] = [];
  let cursor: string | null = null;
  do {
    const page = await pageTrades(
      { ...NONE, instrumentId: market.instrumentId, range, sides, cursor, limit },
      0,
    );
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
    const newest = await pageTrades({ instrumentId: market.instrumentId, range, ...NONE, limit: 1 }, 0);
    expect(newest.rows[0]).toMatchObject({
      time: start + 2_999_000,
      price: "3099",
      quantity: "0.5",
      notional: "1549.5",
    });
  });

  it("narrow by side and by least notional", async () => {
    const sells = await allPages(500, ["sell"]);
    expect(sells).toHaveLength(1_750);
    const large = await pageTrades(
      { instrumentId: market.instrumentId, range, ...NONE, minNotional: "1549", limit: 500 },
      0,
    );
    expect(large.rows.map((row) => row.notional)).toEqual(["1549.5", "1549.0"]);
  });

  it("narrow by price, by size and by id", async () => {
    const ask = { ...NONE, instrumentId: market.instrumentId, range, limit: 500 };
    const priced = await pageTrades({ ...ask, minPrice: "3097.5", maxPrice: "3098" }, 0);
    expect(priced.rows.map((row) => row.price)).toEqual(["3098"]);
    expect((await pageTrades({ ...ask, minQuantity: "0.51" }, 0)).rows).toEqual([]);
    expect((await pageTrades({ ...ask, maxQuantity: "0.5" }, 0)).rows).toHaveLength(500);
    const one = await pageTrades({ ...ask, tradeId: "42" }, 0);
    expect(one.rows.map((row) => row.tradeId)).toEqual(["42"]);
  });

  it("refuse a cursor that is not theirs", async () => {
    const ask = { instrumentId: market.instrumentId, range, ...NONE, limit: 10 };
    await expect(pageTrades({ ...ask, cursor: "AAAA" }, 0)).rejects.toMatchObject({ code: "CURSOR_INVALID" });
  });
});

describe("one trade", () => {
  it("is found by its identity, and told where it is not there", async () => {
    const key = { instrumentId: market.instrumentId, time: start, tradeId: "0" };
    expect(await getTrade(key)).toMatchObject({ sourceOffset: 0n, side: "buy" });
    await expect(getTrade({ ...key, tradeId: "1" })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});
