import { afterEach, describe, expect, it } from "vitest";
import { TestClient } from "../testing/client";
import { type Stepped, startStepped } from "../testing/stepped";

let stepped: Stepped | undefined;
afterEach(() => stepped?.sim.stop());

async function start(options: Parameters<typeof startStepped>[0] = {}): Promise<Stepped> {
  stepped = await startStepped({ rate: 200, ...options });
  return stepped;
}

describe("the Coinbase Exchange feed", () => {
  it("acknowledges, sends the last match, then matches with contiguous ids and a jumping sequence", async () => {
    const { sim, advance, caughtUp } = await start();
    const client = await TestClient.connect(sim.urls.coinbaseWs);
    const ask = {
      type: "subscribe",
      product_ids: ["BTC-USD"],
      channels: ["matches", { name: "ticker", product_ids: ["BTC-USD"] }],
    };
    const ack = await client.ask(ask, '"subscriptions"');
    expect(ack).toMatchObject({
      channels: [
        { name: "matches", product_ids: ["BTC-USD"] },
        { name: "ticker", product_ids: ["BTC-USD"] },
      ],
    });
    advance(6);
    await caughtUp("coinbase", client);
    const all = client.messages.map((text) => JSON.parse(text));
    const matches = all.filter((message) => message.type === "match" || message.type === "last_match");
    expect(matches[0].type).toBe("last_match");
    expect(matches.slice(1).every((match) => match.type === "match")).toBe(true);
    expect(matches.length).toBeGreaterThan(20);
    for (let i = 1; i < matches.length; i++) {
      expect(matches[i].trade_id).toBe(matches[i - 1].trade_id + 1);
      expect(matches[i].sequence - matches[i - 1].sequence).toBeGreaterThan(1);
    }
    expect(client.messages[1]).toMatch(
      /^\{"type":"last_match","trade_id":\d+,"maker_order_id":"[0-9a-f-]{36}","taker_order_id":"[0-9a-f-]{36}","side":"(buy|sell)","size":"[\d.]+","price":"\d+\.\d\d","product_id":"BTC-USD","sequence":\d+,"time":"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z"\}$/,
    );
    // a ticker tells a match again, by the taker's side
    const tickers = all.filter((message) => message.type === "ticker");
    expect(tickers).toHaveLength(matches.length);
    for (const [i, ticker] of tickers.entries()) {
      expect([ticker.trade_id, ticker.sequence]).toEqual([matches[i].trade_id, matches[i].sequence]);
      expect(ticker.side).not.toBe(matches[i].side);
    }
  });

  it("tells the maker's side: the book remembers the taker's", async () => {
    const { sim, caughtUp } = await start();
    const client = await TestClient.connect(sim.urls.coinbaseWs);
    await client.ask(
      { type: "subscribe", product_ids: ["ETH-USD"], channels: ["matches"] },
      '"subscriptions"',
    );
    const trade = { price: "3500.10", quantity: "0.50000000", side: "sell" as const };
    const { id, reached } = sim.emit({ venue: "coinbase", symbol: "ETH-USD", trade });
    await caughtUp("coinbase", client);
    expect(reached).toBe(1);
    expect(await client.hear(`"trade_id":${id}`)).toMatchObject({
      type: "match",
      side: "buy",
      size: "0.5",
      price: "3500.10",
    });
  });

  it("re-sends the last match to a client that comes back", async () => {
    const { sim } = await start();
    const last = sim.truth("coinbase", "SOL-USD").lastId;
    for (let round = 0; round < 2; round++) {
      const client = await TestClient.connect(sim.urls.coinbaseWs);
      client.send({ type: "subscribe", product_ids: ["SOL-USD"], channels: ["matches"] });
      expect(String((await client.hear('"last_match"')).trade_id)).toBe(last);
      await client.close();
    }
  });

  it("sends heartbeats with the last trade", async () => {
    const { sim } = await start({ wire: { heartbeatMs: 15 } });
    const client = await TestClient.connect(sim.urls.coinbaseWs);
    client.send({ type: "subscribe", channels: [{ name: "heartbeat", product_ids: ["BTC-USD"] }] });
    const beat = await client.hear('"heartbeat","last_trade_id"');
    expect(String(beat.last_trade_id)).toBe(sim.truth("coinbase", "BTC-USD").lastId);
    expect(beat).toMatchObject({
      product_id: "BTC-USD",
      sequence: expect.any(Number),
      time: expect.any(String),
    });
  });

  it.each([
    ["nonsense", "Malformed JSON"],
    [{ type: "subscribe", product_ids: ["FOO-USD"], channels: ["matches"] }, "Failed to subscribe"],
    [{ type: "subscribe", product_ids: ["BTC-USD"], channels: ["gossip"] }, "Failed to subscribe"],
    [{ type: "subscribe", channels: [] }, "Failed to subscribe"],
  ])("answers %j with an error", async (message, text) => {
    const { sim } = await start();
    const client = await TestClient.connect(sim.urls.coinbaseWs);
    expect(await client.ask(message, '"error"')).toMatchObject({
      type: "error",
      message: text,
      reason: expect.any(String),
    });
  });

  it("ends a socket that does not subscribe", async () => {
    const { sim } = await start({ wire: { subscribeWithinMs: 30 } });
    const client = await TestClient.connect(sim.urls.coinbaseWs);
    expect((await client.closed).code).toBe(1008);
  });
});
