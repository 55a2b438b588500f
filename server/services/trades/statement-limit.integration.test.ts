import { afterAll, beforeAll, expect, it } from "vitest";
import type { Sql } from "@/db/client";
import { serviceErrorOf } from "@/server/service-error-of";
import { pageTrades, tradesPageInput } from "@/server/services/trades/page-trades";
import { createMarket, type Market, storeTrades } from "@/server/testing/store-trades";
import { createWebDatabase } from "@/server/testing/web-database";

const start = Date.UTC(2026, 7, 9, 12) * 1_000;

let sql: Sql;
let drop: () => Promise<void>;
let market: Market;

beforeAll(async () => {
  ({ sql, drop } = await createWebDatabase({ statementTimeoutMs: 1_200 }));
  market = await createMarket(sql, "BTCUSDT", 0);
  await storeTrades(sql, market, { time: start, offset: 0 }, 10);
});
afterAll(() => drop());

it("is told, with what to do, to who asked for too much; the next question is answered", async () => {
  const input = tradesPageInput.parse({
    instrumentId: market.instrumentId,
    range: { from: start, to: start + 60_000_000 },
  });
  await sql.begin(async (tx) => {
    await tx`lock table trades in access exclusive mode`;
    const failed = await pageTrades(input, 0, new AbortController().signal).catch((error: unknown) => error);
    expect(serviceErrorOf(failed)).toMatchObject({
      code: "QUERY_TIMEOUT",
      message: expect.stringMatching(/longer than 1,200 ms.*Narrow the time range.*instrument/),
    });
  });
  expect((await pageTrades(input, 0)).rows).toHaveLength(10);
});
