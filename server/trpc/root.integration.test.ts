import superjson from "superjson";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Sql } from "@/db/client";
import { handleTrpc } from "@/server/http/handle-trpc";
import { createMarket, storeTrades } from "@/server/testing/store-trades";
import { createWebDatabase } from "@/server/testing/web-database";

const start = Date.UTC(2026, 7, 9, 12) * 1_000;
const INPUTS: Record<string, object> = {
  "candles.range": { instrumentId: 1, range: { from: start, to: start + 3_600_000_000 } },
  "candles.compare": { instrumentIds: [1, 2], range: { lastSeconds: 300 }, zoom: "1s" },
  "latency.markets": { range: { lastSeconds: 3_600 } },
  "latency.series": { range: { lastSeconds: 86_400 } },
  "latency.stages": { range: { lastSeconds: 3_600 } },
  "throughput.range": { range: { lastSeconds: 3_600 } },
  "trades.page": { instrumentId: 1, range: { from: start, to: start + 3_600_000_000 } },
};
const QUERIES = [
  "alerts.list",
  "attention.list",
  "audit.page",
  "candles.compare",
  "candles.range",
  "deadLetters.groups",
  "deadLetters.page",
  "feeds.list",
  "gaps.page",
  "instruments.list",
  "latency.markets",
  "latency.series",
  "latency.stages",
  "latency.time",
  "ledger.summary",
  "pipeline.kafka",
  "pipeline.lag",
  "pipeline.partitions",
  "pipeline.storage",
  "pipeline.workers",
  "shell.status",
  "throughput.now",
  "throughput.range",
  "trades.page",
];

let sql: Sql;
let drop: () => Promise<void>;

beforeAll(async () => {
  ({ sql, drop } = await createWebDatabase());
});
afterAll(() => drop());

async function ask(
  path: string,
  input: object = INPUTS[path] ?? {},
): Promise<{ status: number; body: string }> {
  const query = encodeURIComponent(JSON.stringify(superjson.serialize(input)));
  const request = new Request(`http://127.0.0.1/api/trpc/${path}?input=${query}`, {
    headers: { host: "127.0.0.1" },
  });
  const response = await handleTrpc(request);
  return { status: response.status, body: await response.text() };
}

describe("the API over HTTP", () => {
  it.each(QUERIES)("%s answers with an empty database", async (path) => {
    expect(await ask(path)).toMatchObject({ status: 200 });
  });

  it.each(QUERIES)("%s answers with trades, gaps and letters", async (path) => {
    const [{ count } = { count: 0 }] = await sql<
      { count: number }[]
    >`select count(*)::int as count from instruments`;
    if (count === 0) await fill();
    expect(await ask(path)).toMatchObject({ status: 200 });
  });

  it("tells neither SQL nor paths when a table is gone", async () => {
    await sql`alter table audit_log rename to gone`;
    const { status, body } = await ask("audit.page");
    await sql`alter table gone rename to audit_log`;
    expect(status).toBe(503);
    expect(body).toContain("DATABASE_AWAY");
    expect(body).not.toMatch(/audit_log|select|\.ts/);
  });

  it("keeps an unknown error to the log", async () => {
    await sql`alter table audit_log rename column actor to gone`;
    const { status, body } = await ask("audit.page");
    await sql`alter table audit_log rename column gone to actor`;
    expect(status).toBe(500);
    expect(body).toContain("INTERNAL");
    expect(body).not.toMatch(/actor|column|select|\.ts/);
  });
});

async function fill(): Promise<void> {
  const market = await createMarket(sql, "BTCUSDT", 0);
  await storeTrades(sql, market, { time: start, offset: 0 }, 100);
  await sql`insert into sequence_gaps (instrument_id, epoch, from_sequence, to_sequence, missing, missing_count,
      time_before, time_after)
    values (${market.instrumentId}, 0, 10, 12, '{[10,13)}', 3, now(), now())`;
  await sql`insert into dead_letters (topic, partition, source_offset, stage, code, message, decoder, fingerprint, build)
    values ('t', 0, 1, 'decode', 'JSON_SYNTAX', 'broken', 'binance', 'fp', 'v1')`;
  await sql`insert into alerts (kind, subject, severity, message) values ('k', 's', 'critical', 'm')`;
  await sql`insert into audit_log (actor, action, subject, origin, outcome) values ('a', 'b', 'c', 'cli', 'ok')`;
  await sql`insert into lag_samples values (now(), 'market.crypto.trades.binance.raw', 0, 0, 120, 100)`;
  await sql`insert into latency_1m values (date_trunc('minute', now()), 'total', ${market.instrumentId}, 'w', '{-3,90}', '{5,900}')`;
  await sql`insert into candles_1m values (${market.instrumentId}, '2026-08-09 12:00Z', 1, 2, 0.5, 1.5, 10, 15, 6, 4,
    100, now(), 0, now(), 1)`;
}
