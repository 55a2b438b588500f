import type { Sql } from "@/db/client";
import { exportTrades } from "@/server/http/export-trades";
import { serveApi } from "@/server/testing/serve-api";
import { createMarket, type Market, storeTrades } from "@/server/testing/store-trades";
import { createWebDatabase } from "@/server/testing/web-database";

/** 2026-08-09T23:59:59Z, µs: what is stored from here on lies in two days' partitions. */
export const START = Date.UTC(2026, 7, 9, 23, 59, 59) * 1_000;

export interface ExportHarness {
  sql: Sql;
  market: Market;
  /** asks for a file of all of the market's trades, unless `filter` or `more` say otherwise */
  ask: (
    format: string,
    more?: Record<string, string>,
    filter?: object,
    init?: RequestInit,
  ) => Promise<Response>;
  /** connections that files are read over right now */
  connections: () => Promise<number>;
  close: () => Promise<void>;
}

/** A market with so many trades, one every 100 µs, and the export over HTTP. */
export async function createExportHarness(trades: number): Promise<ExportHarness> {
  const { sql, drop } = await createWebDatabase();
  const market = await createMarket(sql, "BTCUSDT", 0);
  await storeTrades(sql, market, { time: START, offset: 0 }, trades, 100);
  const server = await serveApi({ "/api/export/trades": exportTrades });
  return {
    sql,
    market,
    ask(format, more = {}, filter = {}, init = {}) {
      const range = { from: START - 10, to: START + 3_600_000_000 };
      const params = new URLSearchParams({
        format,
        filter: JSON.stringify({ instrumentId: market.instrumentId, range, ...filter }),
        ...more,
      });
      return fetch(`${server.url}/api/export/trades?${params}`, init);
    },
    async connections() {
      const [row] = await sql<{ n: number }[]>`
        select count(*)::int4 as n from pg_stat_activity
        where application_name = 'k2-web-export' and datname = current_database()`;
      return row?.n ?? -1;
    },
    async close() {
      await server.close();
      await drop();
    },
  };
}

/** The lines of NDJSON. */
export async function readLines(response: Response): Promise<Record<string, unknown>[]> {
  const text = await response.text();
  if (text !== "" && !text.endsWith("\n")) throw new Error("the last line is not whole");
  return text
    .split("\n")
    .slice(0, -1)
    .map((line): Record<string, unknown> => JSON.parse(line));
}
