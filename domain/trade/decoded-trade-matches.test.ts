import { describe, expect, it } from "vitest";
import { decodedTradeMatches } from "./decoded-trade-matches";
import type { DecodedTrade } from "./types";

const decoded: DecodedTrade = {
  exchange: "binance",
  market: "spot",
  symbol: "BTCUSDT",
  canonicalSymbol: "BTC/USDT",
  policy: "contiguous",
  tradeId: "42",
  sequence: 42n,
  timeMicros: 1_786_276_987_123_456,
  price: "100.50000000",
  quantity: "0.1",
  side: "buy",
};
const stored = {
  time: decoded.timeMicros,
  tradeId: "42",
  sequence: 42n,
  price: "100.5",
  quantity: "0.10",
  side: "buy" as const,
};

describe("a stored trade and what its frame says", () => {
  it("are the same whatever the zeros behind a decimal", () => {
    expect(decodedTradeMatches(decoded, stored)).toBe(true);
    expect(
      decodedTradeMatches(
        { ...decoded, tradeId: null, sequence: null },
        { ...stored, tradeId: "@1:2:0", sequence: null },
      ),
    ).toBe(true);
  });

  it.each([
    { time: stored.time + 1 },
    { tradeId: "43" },
    { sequence: null },
    { price: "100.51" },
    { quantity: "0.11" },
    { side: "sell" as const },
  ])("differ in %o", (change) => {
    expect(decodedTradeMatches(decoded, { ...stored, ...change })).toBe(false);
  });
});
