import { afterEach, describe, expect, it } from "vitest";
import { TestClient } from "../testing/client";
import { readFrame } from "../testing/read-frame";
import { type Stepped, startStepped } from "../testing/stepped";

let stepped: Stepped | undefined;
afterEach(() => stepped?.sim.stop());

async function start(options: Parameters<typeof startStepped>[0] = {}): Promise<Stepped> {
  stepped = await startStepped({ rate: 300, ...options });
  return stepped;
}

const subscribe = (symbol: string[], extra: object = {}) => ({
  method: "subscribe",
  params: { channel: "trade", symbol, ...extra },
});

describe("the Kraken v2 feed", () => {
  it("greets, acknowledges each symbol, sends a snapshot of 50 and updates of several trades", async () => {
    const { sim, advance, caughtUp } = await start();
    const client = await TestClient.connect(sim.urls.krakenWs);
    expect(await client.hear('"status"')).toMatchObject({
      channel: "status",
      data: [{ system: "online", api_version: "v2" }],
    });
    client.send({ ...subscribe(["BTC/USD", "XRP/USD"], { snapshot: true }), req_id: 7 });
    expect(await client.hear('"symbol":"XRP/USD"},"success"')).toMatchObject({
      method: "subscribe",
      success: true,
      req_id: 7,
    });
    advance(10);
    await caughtUp("kraken", client);
    const frames = client.messages.filter(
      (text) => text.startsWith('{"channel":"trade"') && text.includes("BTC/USD"),
    );
    const snapshot = readFrame("kraken", frames[0] ?? "") ?? [];
    expect(frames[0]).toContain('"type":"snapshot"');
    expect(snapshot).toHaveLength(50);
    const trades = frames.flatMap((frame) => readFrame("kraken", frame) ?? []);
    expect(trades.length).toBeGreaterThan(120);
    expect(frames.length - 1).toBeLessThan(trades.length - 50);
    const first = BigInt(trades[0]?.id ?? 0);
    expect(trades.map((trade) => BigInt(trade.id) - first)).toEqual(trades.map((_, i) => BigInt(i)));
    // numbers, not strings; small ones without an exponent
    expect(frames[1]).toMatch(
      /"price":\d+\.\d,"qty":\d+\.\d+,"ord_type":"(market|limit)","trade_id":\d+,"timestamp":"[^"]+Z"/,
    );
    expect(client.messages.join("")).not.toMatch(/[":,]\d+(\.\d+)?e-?\d/);
  });

  it("sends no snapshot where none is wanted, and nothing after unsubscribe", async () => {
    const { sim, advance, caughtUp } = await start();
    const client = await TestClient.connect(sim.urls.krakenWs);
    await client.ask(subscribe(["ETH/USD"], { snapshot: false }), '"success":true');
    advance(4);
    await client.ask(
      { method: "unsubscribe", params: { channel: "trade", symbol: ["ETH/USD"] } },
      '"unsubscribe"',
    );
    const heard = client.messages.length;
    advance(4);
    await caughtUp("kraken", client);
    expect(client.messages.length).toBe(heard + 1);
    expect(client.messages.join("")).not.toContain('"snapshot","data"');
    expect(client.messages.join("")).toContain('"type":"update"');
  });

  it("keeps tiny and huge decimals exact", async () => {
    const { sim, caughtUp } = await start();
    const client = await TestClient.connect(sim.urls.krakenWs);
    await client.ask(subscribe(["XRP/USD"], { snapshot: false }), '"success":true');
    sim.emit({
      venue: "kraken",
      symbol: "XRP/USD",
      trade: { price: "0.00001", quantity: "12345678901.00000001", side: "buy" },
    });
    sim.emit({
      venue: "kraken",
      symbol: "XRP/USD",
      trade: { price: "40", quantity: "0.00000001", side: "sell" },
    });
    await caughtUp("kraken", client);
    const text = client.messages.join("");
    expect(text).toContain('"price":0.00001,"qty":12345678901.00000001,');
    expect(text).toContain('"price":40.0,"qty":0.00000001,');
  });

  it("answers ping, and beats when nothing else is said", async () => {
    const { sim } = await start({ wire: { heartbeatMs: 20 } });
    const client = await TestClient.connect(sim.urls.krakenWs);
    expect(await client.ask({ method: "ping", req_id: 101 }, '"pong"')).toMatchObject({
      method: "pong",
      req_id: 101,
    });
    await client.ask(subscribe(["SOL/USD"]), '"success":true');
    expect(await client.hear("heartbeat")).toEqual({ channel: "heartbeat" });
  });

  it.each([
    ["junk", "Malformed JSON"],
    [{ method: "sing" }, "Unsupported method sing"],
    [{ method: "subscribe", params: { channel: "book", symbol: ["BTC/USD"] } }, "Unsupported channel book"],
    [{ method: "subscribe", params: { channel: "trade", symbol: [] } }, "Missing or invalid params"],
    [subscribe(["FOO/BAR"]), "Currency pair not supported FOO/BAR"],
  ])("answers %j with an error", async (message, error) => {
    const { sim } = await start();
    const client = await TestClient.connect(sim.urls.krakenWs);
    expect(await client.ask(message, '"error"')).toMatchObject({ error, success: false });
  });

  it("says when a symbol is subscribed already", async () => {
    const { sim } = await start();
    const client = await TestClient.connect(sim.urls.krakenWs);
    await client.ask(subscribe(["BTC/USD"]), '"success":true');
    expect(await client.ask(subscribe(["BTC/USD"]), '"error"')).toMatchObject({
      error: "Already subscribed to this symbol",
    });
  });
});
