import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createK2Client } from "@/client/create-k2-client";
import type { Sql } from "@/db/client";
import { handleTrpc } from "@/server/http/handle-trpc";
import { serveApi } from "@/server/testing/serve-api";
import { createMarket, type Market, storeTrades } from "@/server/testing/store-trades";
import { createWebDatabase } from "@/server/testing/web-database";

const start = Date.UTC(2026, 7, 9, 12) * 1_000;
const COUNT = 1_200;

let sql: Sql;
let drop: () => Promise<void>;
let market: Market;
let server: Awaited<ReturnType<typeof serveApi>>;

beforeAll(async () => {
  ({ sql, drop } = await createWebDatabase());
  market = await createMarket(sql, "BTCUSDT", 0);
  await storeTrades(sql, market, { time: start, offset: 0 }, COUNT);
  server = await serveApi({ "/api/trpc": handleTrpc });
});
afterAll(async () => {
  await server.close();
  await drop();
});

const argsOf = (name: string, args: string[]) => [
  "--import",
  "tsx",
  `examples/${name}.ts`,
  server.url,
  ...args,
];

async function run(name: string, ...args: string[]): Promise<string[]> {
  const { stdout } = await promisify(execFile)(process.execPath, argsOf(name, args));
  return stdout.trimEnd().split("\n");
}

describe("the examples", () => {
  it("list every trade once, exactly", async () => {
    const lines = await run("list-trades");
    expect(lines.at(-1)).toBe(`${COUNT} trades of binance BTCUSDT`);
    expect(lines[0]).toBe("2026-08-09T12:00:01.199Z sell 1299 × 0.5 = 649.5 #1199");
    expect(new Set(lines.slice(0, -1).map((line) => line.split("#")[1])).size).toBe(COUNT);
  });

  it("add up the ledger", async () => {
    const lines = await run("read-ledger");
    expect(lines).toContain(`trades   ${COUNT} decoded = ${COUNT} stored, duplicate or unexplained`);
    expect(lines.at(-1)).toBe("Every trade is accounted for.");
  });

  it("follow the tape from what is there to what comes, without a trade lost or twice", async () => {
    // The tape opens with the newest 60.
    const child = spawn(process.execPath, argsOf("follow-tape", [String(market.instrumentId), "70"]), {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const keys: string[] = [];
    for await (const line of createInterface(child.stdout)) {
      keys.push(line.split(" ")[0] ?? "");
      if (keys.length === 60)
        await storeTrades(sql, market, { time: start + COUNT * 1_000, offset: COUNT }, 10);
    }
    if (child.exitCode === null) await once(child, "exit");
    expect(child.exitCode).toBe(0);
    expect(keys).toEqual(Array.from({ length: 70 }, (_, n) => `${market.sourceId}:${COUNT - 60 + n}:0`));
  });
});

describe("the client", () => {
  it("carries bigints and decimals as they are", async () => {
    const k2 = createK2Client({ url: server.url });
    const key = { instrumentId: market.instrumentId, time: start, tradeId: "0" };
    expect(await k2.trades.one.query(key)).toMatchObject({
      sourceOffset: 0n,
      price: "100",
      notional: "50.0",
    });
  });

  it("tries again what may succeed, and not what cannot", async () => {
    const asked: string[] = [];
    let failures = 2;
    const shaky = await serveApi({
      "/api/trpc": (request) => {
        asked.push(new URL(request.url).pathname);
        if (failures > 0) {
          failures -= 1;
          return new Response("no", { status: 502 });
        }
        return handleTrpc(request);
      },
    });
    try {
      const k2 = createK2Client({ url: shaky.url });
      expect(await k2.ledger.summary.query({})).toMatchObject({ accountedFor: true });
      expect(asked).toHaveLength(3);
      const none = { instrumentId: market.instrumentId, time: start, tradeId: "none" };
      await expect(k2.trades.one.query(none)).rejects.toMatchObject({
        data: { reason: "NOT_FOUND", retryable: false },
      });
      expect(asked).toHaveLength(4);
    } finally {
      await shaky.close();
    }
  });
});
