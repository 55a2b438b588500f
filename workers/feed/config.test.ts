import { describe, expect, test } from "vitest";
import { checkedUrl, feedExchanges } from "./config";

describe("which exchanges are listened to", () => {
  test("live takes the real ones", () => {
    expect(feedExchanges({ env: {}, live: true }).map(({ wsUrl }) => wsUrl)).toEqual([
      "wss://stream.binance.com:9443",
      "wss://ws-feed.exchange.coinbase.com",
      "wss://ws.kraken.com/v2",
    ]);
  });

  test("a URL from the environment wins, and stands alone without live", () => {
    const env = { K2_KRAKEN_WS_URL: "ws://127.0.0.1:1/kraken/v2" };
    expect(feedExchanges({ env, live: false })).toEqual([
      {
        exchange: "kraken",
        wsUrl: env.K2_KRAKEN_WS_URL,
        symbols: ["BTC/USD", "ETH/USD", "SOL/USD", "XRP/USD"],
      },
    ]);
    expect(feedExchanges({ env, live: true }).at(-1)?.wsUrl).toBe(env.K2_KRAKEN_WS_URL);
  });

  test("none at all is an error that says what to do", () => {
    expect(() => feedExchanges({ env: {}, live: false })).toThrow(/K2_BINANCE_WS_URL.*--live/);
  });
});

test.each([
  ["wss://stream.binance.com:9443", true],
  ["ws://127.0.0.1:8080/binance", true],
  ["ws://localhost:8080", true],
  ["ws://[::1]:8080", true],
  ["ws://stream.binance.com:9443", false],
  ["https://stream.binance.com", false],
  ["nonsense", false],
])("%s may be used: %s", (url, allowed) => {
  if (allowed) expect(checkedUrl("binance", url).href).toContain("ws");
  else expect(() => checkedUrl("binance", url)).toThrow(/must be wss:/);
});
