import { expect, it } from "vitest";
import { exchangeUsages, instrumentUsages } from "./usages";

const instruments = [
  { exchange: "binance", market: "spot", symbol: "BTCUSDT", trades: 600n },
  { exchange: "binance", market: "spot", symbol: "ETHUSDT", trades: 400n },
  { exchange: "kraken", market: "spot", symbol: "BTC/USD", trades: 300n },
];
const topics = [
  { topic: "market.crypto.trades.binance.raw", partitions: 1, consumed: 1_000n, stored: 1_000n },
  { topic: "market.crypto.trades.kraken.raw", partitions: 1, consumed: 100n, stored: 200n },
];
const feeds = [
  { exchange: "binance", frames: 1_000n, bytes: 100_000n, from: 0, to: 1 },
  { exchange: "kraken", frames: 100n, bytes: 40_000n, from: 0, to: 1 },
];

it("weighs an instrument by its messages and its exchange's frames", () => {
  const usages = instrumentUsages({ instruments, topics, feeds });
  expect(usages[0]).toMatchObject({ key: "binance/spot/BTCUSDT", messages: 600, bytesIn: 60_000, rows: 600 });
  // two trades a frame, 400 bytes each
  expect(usages[2]).toMatchObject({ messages: 150, bytesIn: 60_000, rows: 300 });
});

it("adds up to the exchange", () => {
  const [binance, kraken] = exchangeUsages(instrumentUsages({ instruments, topics, feeds }));
  expect(binance).toMatchObject({ key: "binance", messages: 1_000, bytesIn: 100_000, rows: 1_000 });
  expect(kraken).toMatchObject({ key: "kraken", messages: 150 });
});

it("falls back to the mean where an exchange has no feed, and to equal frames where none has", () => {
  const mean = instrumentUsages({ instruments, topics, feeds: feeds.slice(0, 1) });
  expect(mean[2]?.bytesIn).toBe(150 * 100);
  const [first] = instrumentUsages({ instruments, topics: [], feeds: [] });
  expect(first).toMatchObject({ messages: 600, bytesIn: 600 });
});
