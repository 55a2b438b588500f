import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createK2Client } from "@/client/create-k2-client";
import type { Sql } from "@/db/client";
import { handleTrpc } from "@/server/http/handle-trpc";
import { serveApi } from "@/server/testing/serve-api";
import { createMarket, type Market, storeTrades } from "@/server/testing/store-trades";
import { createWebDatabase } from "@/server/testing/web-database";

const start = Date.UTC(2026, 7, 9, 12) * 1_000;
const range = { from: start, to: start + 60_000_000 };

let sql: Sql;
let drop: () => Promise<void>;
let market: Market;
let server: Awaited<ReturnType<typeof serveApi>>;

beforeAll(async () => {
  ({ sql, drop } = await createWebDatabase());
  market = await createMarket(sql, "BTCUSDT", 0);
  await storeTrades(sql, market, { time: start, offset: 0 }, 10);
  server = await serveApi({ "/api/trpc": handleTrpc });
});
afterAll(async () => {
  await server.close();
  await drop();
});

/** Statements of the console that wait for the table of trades. */
const waiting = async () =>
  Number(
    (
      await sql<{ n: bigint }[]>`
        select count(*) as n from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock' and query like '%from trades t%'`
    )[0]?.n,
  );

/** Holds the table, so that every question about it lasts until this ends. */
async function whileTradesAreLocked(act: () => Promise<void>): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`lock table trades in access exclusive mode`;
    await act();
  });
}

describe("a question that lasts", () => {
  it.each(["page", "estimate"] as const)(
    "ends on the server when its reader leaves: trades.%s",
    async (name) => {
      const k2 = createK2Client({ url: server.url, retries: 0 });
      await whileTradesAreLocked(async () => {
        const reader = new AbortController();
        const asked = { instrumentIds: [market.instrumentId], range, sides: ["buy" as const] };
        const answer = k2.trades[name].query(asked, { signal: reader.signal });
        const failed = expect(answer).rejects.toThrow();
        await vi.waitFor(async () => expect(await waiting()).toBe(1), 20_000);
        reader.abort();
        await failed;
        // No limit of time is set here: without the request it would wait for the lock for ever.
        await vi.waitFor(async () => expect(await waiting()).toBe(0), 20_000);
      });
      // The session that was stopped serves the next.
      const { rows } = await k2.trades.page.query({ instrumentIds: [market.instrumentId], range });
      expect(rows).toHaveLength(10);
    },
  );
});
