import { parse } from "lossless-json";
import { afterEach, describe, expect, it } from "vitest";
import type { Simulator } from "../api";
import type { RestFaultKind } from "../faults/schema";
import { type Stepped, startStepped } from "../testing/stepped";

let stepped: Stepped | undefined;
afterEach(() => stepped?.sim.stop());

const unlimited = { requestsPerSecond: 1e9, burst: 1e9 };

async function start(options: Parameters<typeof startStepped>[0] = {}): Promise<Stepped> {
  stepped = await startStepped({
    rate: 400,
    historySeconds: 60,
    binanceRest: { weightLimit: 1e9 },
    coinbaseRest: unlimited,
    krakenRest: unlimited,
    ...options,
  });
  stepped.advance(2);
  return stepped;
}

const KEY = { headers: { "X-MBX-APIKEY": "any" } };

async function rows(url: string): Promise<Record<string, unknown>[]> {
  const response = await fetch(url, KEY);
  expect(response.status).toBe(200);
  return response.json();
}

function allIds(sim: Simulator, venue: "binance" | "coinbase" | "kraken", symbol: string): string[] {
  const book = sim.book(venue, symbol);
  return Array.from({ length: book.count }, (_, index) => String(book.idAt(index)));
}

describe("REST history", () => {
  it("Binance: fromId pages through everything, with exact decimals", async () => {
    const { sim } = await start();
    const base = `${sim.urls.binanceRest}/api/v3/historicalTrades?symbol=BTCUSDT&limit=700`;
    const seen: string[] = [];
    for (let from = "0"; ; ) {
      const page = await rows(`${base}&fromId=${from}`);
      if (page.length === 0) break;
      seen.push(...page.map((row) => String(row.id)));
      from = String(BigInt(seen.at(-1) ?? 0) + 1n);
    }
    expect(seen).toEqual(allIds(sim, "binance", "BTCUSDT"));
    expect(seen.length).toBeGreaterThan(4_000);
    const newest = await rows(`${sim.urls.binanceRest}/api/v3/historicalTrades?symbol=BTCUSDT&limit=5`);
    expect(newest.map((row) => String(row.id))).toEqual(seen.slice(-5));
    expect(newest[0]).toMatchObject({
      price: expect.stringMatching(/^\d+\.\d{8}$/),
      quoteQty: expect.stringMatching(/^\d+\.\d{8}$/),
    });
  });

  it("Binance: aggregates cover each trade once", async () => {
    const { sim } = await start();
    const aggregates = await rows(
      `${sim.urls.binanceRest}/api/v3/aggTrades?symbol=ETHUSDT&limit=1000&startTime=0`,
    );
    for (const [i, row] of aggregates.entries())
      if (i > 0) expect(row.f).toBe(Number(aggregates[i - 1]?.l) + 1);
    expect(aggregates.some((row) => Number(row.l) > Number(row.f))).toBe(true);
  });

  it("Coinbase: after-cursors page back through everything, newest first", async () => {
    const { sim } = await start();
    const base = `${sim.urls.coinbaseRest}/products/BTC-USD/trades?limit=300`;
    const seen: string[] = [];
    for (let cursor = ""; ; ) {
      const response = await fetch(`${base}${cursor}`);
      const page: { trade_id: number }[] = await response.json();
      if (page.length === 0) break;
      seen.push(...page.map((row) => String(row.trade_id)));
      expect(response.headers.get("CB-BEFORE")).toBe(String(page[0]?.trade_id));
      expect(response.headers.get("CB-AFTER")).toBe(String(page.at(-1)?.trade_id));
      cursor = `&after=${response.headers.get("CB-AFTER")}`;
    }
    expect(seen.reverse()).toEqual(allIds(sim, "coinbase", "BTC-USD"));
    const newer = await rows(`${base}&before=${seen.at(-4)}`);
    expect(newer.map((row) => String(row.trade_id))).toEqual(seen.slice(-3).reverse());
  });

  it("Kraken: the last cursor pages through everything, though many trades share a time", async () => {
    const { sim } = await start();
    const base = `${sim.urls.krakenRest}/0/public/Trades?pair=XBTUSD&count=37`;
    const seen: string[] = [];
    for (let since = "0"; ; ) {
      const text = await (await fetch(`${base}&since=${since}`)).text();
      const rest = /^\{"error":\[\],"result":\{"XXBTZUSD":(.*),"last":"(\d+)"\}\}$/.exec(text);
      const page: unknown[][] = JSON.parse(rest?.[1] ?? "[]");
      if (page.length === 0) break;
      seen.push(...page.map((row) => String(row[6])));
      since = rest?.[2] ?? "";
    }
    expect(seen).toEqual(allIds(sim, "kraken", "BTC/USD"));
    const text = await (await fetch(`${sim.urls.krakenRest}/0/public/Trades?pair=XRPUSD&count=2`)).text();
    expect(text).toMatch(/\["\d+\.\d{5}","\d+\.\d{8}",\d{10}(\.\d{1,7})?,"[bs]","[ml]","",\d+\]/);
    expect(parse(text)).toMatchObject({ error: [] });
  });

  it("Kraken: a cursor may be in seconds too", async () => {
    const { sim } = await start();
    const second = Math.floor(sim.clock() / 1e6) - 10;
    const { result } = await (
      await fetch(`${sim.urls.krakenRest}/0/public/Trades?pair=BTC/USD&since=${second}`)
    ).json();
    expect(result.XXBTZUSD[0][2]).toBeGreaterThan(second);
    expect(result.XXBTZUSD[0][2]).toBeLessThan(second + 2);
  });

  it("serves live trades that the wire lost, hides what it withholds and what is too old", async () => {
    const faults = [
      { type: "lose", rate: 1 },
      { type: "withhold", rate: 0.1 },
    ] as const;
    const { sim } = await start({ faults: [...faults], restRetentionSeconds: 30 });
    const book = sim.book("binance", "SOLUSDT");
    const truth = sim.truth("binance", "SOLUSDT");
    expect(truth.withheld.length).toBeGreaterThan(0);
    const page = await rows(
      `${sim.urls.binanceRest}/api/v3/historicalTrades?symbol=SOLUSDT&limit=1000&fromId=${truth.firstId}`,
    );
    const withheld = truth.withheld.reduce((sum, { from, to }) => sum + Number(to) - Number(from) + 1, 0);
    expect(page.length).toBe(book.count - book.lowerBoundTime(sim.clock() - 30e6) - withheld);
  });
});

describe("REST limits and errors", () => {
  it("Binance: weight is counted, then 429 with Retry-After, then 418, then a new minute", async () => {
    const { sim, advance } = await start({
      binanceRest: { weightLimit: 100, ignoredBeforeBan: 2, banSeconds: 90 },
    });
    const ask = () => fetch(`${sim.urls.binanceRest}/api/v3/historicalTrades?symbol=BTCUSDT&limit=1`, KEY);
    const weights: (string | null)[] = [];
    for (let i = 0; i < 4; i++) weights.push((await ask()).headers.get("X-MBX-USED-WEIGHT-1M"));
    expect(weights).toEqual(["25", "50", "75", "100"]);
    const limited = await ask();
    expect([limited.status, limited.headers.get("Retry-After")]).toEqual([429, "58"]);
    expect(await limited.json()).toMatchObject({ code: -1003 });
    expect((await ask()).status).toBe(429);
    const banned = await ask();
    expect([banned.status, banned.headers.get("Retry-After")]).toEqual([418, "90"]);
    advance(60);
    expect((await ask()).status).toBe(418);
    advance(31);
    expect((await ask()).status).toBe(200);
  });

  it.each([
    ["binance", "/api/v3/historicalTrades?symbol=BTCUSDT", {}, 401, -2014],
    ["binance", "/api/v3/historicalTrades?symbol=NOPE", KEY, 400, -1121],
    ["binance", "/api/v3/historicalTrades", KEY, 400, -1102],
    ["binance", "/api/v3/historicalTrades?symbol=BTCUSDT&fromId=x", KEY, 400, -1100],
    ["binance", "/api/v3/nothing", KEY, 404, -1121],
  ] as const)("%s %s", async (_venue, path, init, status, code) => {
    const { sim } = await start();
    const response = await fetch(sim.urls.binanceRest + path, init);
    expect([response.status, (await response.json()).code]).toEqual([status, code]);
  });

  it("Coinbase and Kraken refuse in their own ways", async () => {
    const { sim } = await start({
      coinbaseRest: { requestsPerSecond: 1, burst: 2 },
      krakenRest: { requestsPerSecond: 1, burst: 2 },
    });
    const coinbase = (path: string) => fetch(sim.urls.coinbaseRest + path);
    expect((await coinbase("/products/NO-PE/trades")).status).toBe(404);
    expect((await coinbase("/products/BTC-USD/trades?limit=5000")).status).toBe(400);
    expect((await coinbase("/products/BTC-USD/trades")).status).toBe(429);
    const kraken = async (path: string) => (await (await fetch(sim.urls.krakenRest + path)).json()).error;
    expect(await kraken("/0/public/Trades?pair=NOPE")).toEqual(["EQuery:Unknown asset pair"]);
    expect(await kraken("/0/public/Trades?pair=XBTUSD&since=soon")).toEqual(["EGeneral:Invalid arguments"]);
    expect(await kraken("/0/public/Trades?pair=XBTUSD")).toEqual(["EGeneral:Too many requests"]);
  });

  it("misbehaves on demand", async () => {
    const { sim } = await start();
    const url = `${sim.urls.binanceRest}/api/v3/historicalTrades?symbol=BTCUSDT&limit=50&fromId=${sim.truth("binance", "BTCUSDT").firstId}`;
    const good = await rows(url);
    const spoilt = async (kind: RestFaultKind) => {
      sim.setFaults([{ type: "rest", rate: 1, kinds: [kind] }]);
      return fetch(url, KEY);
    };
    expect((await spoilt("too_many_requests")).headers.get("Retry-After")).toBe("1");
    expect((await spoilt("banned")).status).toBe(418);
    expect((await spoilt("server_error")).status).toBe(500);
    await expect((await spoilt("truncated")).json()).rejects.toThrow();
    const unordered = await (await spoilt("out_of_order")).json();
    expect(unordered).not.toEqual(good);
    expect(new Set(unordered.map((row: { id: number }) => row.id))).toEqual(
      new Set(good.map((row) => row.id)),
    );
    expect((await (await spoilt("repeated_rows")).json()).length).toBeGreaterThan(50);
    expect((await (await spoilt("omitted_rows")).json()).length).toBeLessThan(50);
    const stuck = await (await spoilt("stuck_page")).json();
    expect(stuck[0].id).not.toBe(good[0]?.id);
    sim.setFaults([]);
    expect(await rows(url)).toEqual(good);
  });
});
