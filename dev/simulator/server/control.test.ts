import { afterEach, describe, expect, it } from "vitest";
import { TestClient } from "../testing/client";
import { type Stepped, startStepped } from "../testing/stepped";

let stepped: Stepped | undefined;
afterEach(() => stepped?.sim.stop());

async function start(): Promise<Stepped> {
  stepped = await startStepped({ rate: 100, historySeconds: 30 });
  return stepped;
}

async function post(url: string, body: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(url, { method: "POST", body: JSON.stringify(body), headers });
  return { status: response.status, body: await response.json() };
}

describe("the control API", () => {
  it("sets and tells faults, and says what is wrong with a script", async () => {
    const { sim } = await start();
    const url = `${sim.urls.control}/faults`;
    expect((await post(url, "demo")).body.length).toBeGreaterThan(5);
    expect((await post(url, [{ type: "lose", rate: 0.5 }])).body).toMatchObject([
      { type: "lose", rate: 0.5, run: [1, 1] },
    ]);
    expect(await (await fetch(url)).json()).toHaveLength(1);
    const refused = await post(url, [{ type: "lose" }]);
    expect(refused.status).toBe(400);
    expect(refused.body.error).toContain("rate");
    expect((await post(url, "none")).body).toEqual([]);
  });

  it("puts exact trades and frames on the wire", async () => {
    const { sim } = await start();
    const client = await TestClient.connect(`${sim.urls.binanceWs}/stream?streams=btcusdt@trade`);
    const trade = { price: "98000.01", quantity: "1.5", side: "sell", timeMicros: sim.clock() };
    const url = `${sim.urls.control}/emit`;
    const { body } = await post(url, [
      { venue: "binance", symbol: "BTCUSDT", trade },
      { venue: "binance", symbol: "BTCUSDT", trade, deliver: "lose" },
      { venue: "binance", symbol: "BTCUSDT", frame: '{"t":12345678901234567890}' },
    ]);
    expect(await client.hear(`"t":${body[0].id},`)).toMatchObject({
      data: { p: "98000.01000000", q: "1.50000000", m: true },
    });
    await client.hear("12345678901234567890");
    expect(body).toEqual([
      { id: body[0].id, reached: 1 },
      { id: String(BigInt(body[0].id) + 1n), reached: 0 },
      { id: null, reached: 1 },
    ]);
    expect(sim.truth("binance", "BTCUSDT").lost).toEqual([{ from: body[1].id, to: body[1].id }]);
    expect((await post(url, { venue: "binance", symbol: "NOPE", trade })).body.error).toContain(
      'no instrument "NOPE"',
    );
    expect(
      (await post(url, { venue: "binance", symbol: "BTCUSDT", trade: { ...trade, price: "1.001" } })).status,
    ).toBe(400);
    expect((await post(url, { venue: "binance" })).status).toBe(400);
  });

  it("tells the truth: of all, of one, of a range, and every trade as NDJSON", async () => {
    const { sim, advance } = await start();
    advance(3);
    const truths = await (await fetch(`${sim.urls.control}/truth`)).json();
    expect(truths).toHaveLength(12);
    const one = await (await fetch(`${sim.urls.control}/truth?venue=kraken&symbol=ETH%2FUSD`)).json();
    expect(one).toEqual(JSON.parse(JSON.stringify(sim.truth("kraken", "ETH/USD"))));
    const from = BigInt(one.lastId) - 9n;
    const range = await (
      await fetch(`${sim.urls.control}/truth?venue=kraken&symbol=ETH/USD&from=${from}&to=${one.lastId}`)
    ).json();
    expect(range.all.count).toBe(10);
    const text = await (await fetch(`${sim.urls.control}/trades?venue=kraken&symbol=ETH/USD`)).text();
    const lines = text
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(lines).toHaveLength(one.all.count);
    expect(lines[0]).toMatchObject({
      id: one.firstId,
      fate: ["history"],
      price: expect.any(String),
      side: expect.stringMatching(/buy|sell/),
    });
  });

  it("drops, halts, goes on, changes the rate and resets", async () => {
    const { sim, advance } = await start();
    const client = await TestClient.connect(`${sim.urls.binanceWs}/ws/btcusdt@trade`);
    expect((await post(`${sim.urls.control}/drop`, { venue: "binance" })).body).toEqual({ dropped: 1 });
    await client.closed;
    advance(1);
    const { body } = await post(`${sim.urls.control}/pause`, {});
    advance(2);
    expect(body.issued).toBeGreaterThan(20);
    expect(sim.stats().issued).toBe(body.issued);
    const last = sim.truth("binance", "BTCUSDT").lastId;
    await post(`${sim.urls.control}/resume`, {});
    await post(`${sim.urls.control}/rate`, { rate: 5_000 });
    advance(1);
    expect(sim.stats().issued - body.issued).toBeGreaterThan(2_000);
    // numbers go on where they were: a halted venue issues none
    expect(sim.truth("binance", "BTCUSDT").skipped).toEqual([]);
    expect(BigInt(sim.truth("binance", "BTCUSDT").lastId ?? 0)).toBeGreaterThan(BigInt(last ?? 0));
    await post(`${sim.urls.control}/reset`, { venue: "binance", symbol: "BTCUSDT", to: "9" });
    advance(1);
    expect(sim.truth("binance", "BTCUSDT").eras[1]?.from).toBe("9");
  });

  it("refuses pages, unknown paths and other methods", async () => {
    const { sim } = await start();
    expect((await post(`${sim.urls.control}/pause`, {}, { Origin: "http://evil.example" })).status).toBe(403);
    expect((await post(`${sim.urls.control}/nothing`, {})).status).toBe(404);
    expect((await fetch(`${sim.urls.control}/stats`, { method: "DELETE" })).status).toBe(405);
    expect((await fetch(`http://127.0.0.1:${sim.port}/elsewhere`)).status).toBe(404);
    expect((await fetch(`${sim.urls.binanceRest}/api/v3/time`, { method: "POST" })).status).toBe(405);
  });
});
