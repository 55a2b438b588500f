import { describe, expect, it } from "vitest";
import { paletteScore } from "./palette-score";

describe("what the palette finds", () => {
  it("prefers entries that begin with what was typed, then those with words that do", () => {
    const scores = [
      paletteScore("BTCUSDT binance spot", "btc", ["binance", "spot", "BTC/USDT"]),
      paletteScore("tBTCUSD bitfinex spot", "btc", ["bitfinex", "spot", "BTC/USD"]),
      paletteScore("WBTCETH binance spot", "btc", ["binance", "spot", "WBTC/ETH"]),
    ];
    expect(scores).toEqual([1, 0.8, 0.5]);
  });

  it("takes words in any order, and no letters strewn over an entry", () => {
    expect(paletteScore("BTCUSDT binance spot", "binance btc")).toBeGreaterThan(0);
    expect(paletteScore("Keyboard shortcuts", "btc")).toBe(0);
    expect(paletteScore("BTCUSDT binance spot", "kraken btc")).toBe(0);
  });
});
