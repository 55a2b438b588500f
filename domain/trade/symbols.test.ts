import { expect, it } from "vitest";
import { symbolStyleOf } from "./symbols";

it.each([
  ["binance", "BTCUSDT", "BTC/USDT"],
  ["binance", "ETHBTC", "ETH/BTC"],
  ["binance", "BTCFDUSD", "BTC/FDUSD"],
  ["binance", "USDCUSDT", "USDC/USDT"],
  ["binance", "ETHUSD_PERP", "ETH/USD-PERP"],
  ["binance", "BTCUSDT_260626", "BTC/USDT-260626"],
  ["binance", "币安人生USDT", "币安人生/USDT"],
  ["binance", "QQQZZZ", "QQQZZZ"],
  ["binance", "USDT", "USDT"],
  ["bybit", "BTC-27DEC26", "BTC-27DEC26"],
  ["coinbase", "BTC-USD", "BTC/USD"],
  ["okx", "BTC-USD-220527", "BTC/USD-220527"],
  ["okx", "UNI-USD-SWAP", "UNI/USD-SWAP"],
  ["okx", "BTC-USD-220527-30000-C", "BTC/USD-220527-30000-C"],
  ["kraken", "XBT/USD", "BTC/USD"],
  ["kraken", "XDG/XBT", "DOGE/BTC"],
  ["kraken", "SC/EUR", "SC/EUR"],
  ["upbit", "KRW-BTC", "BTC/KRW"],
  ["bitfinex", "tBTCUSD", "BTC/USD"],
  ["bitfinex", "tETH2X:ETH", "ETH2X/ETH"],
  ["bitfinex", "tCHZUST", "CHZ/USDT"],
  ["bitfinex", "tBTCF0:USTF0", "BTC/USDT-PERP"],
  ["bitstamp", "ethusd", "ETH/USD"],
  ["bitstamp", "qqqzzz", "qqqzzz"],
  ["asx", "BHP", "BHP"],
])("%s writes %s for %s", (exchange, symbol, canonical) => {
  expect(symbolStyleOf(exchange)?.(symbol)).toBe(canonical);
});

it.each([
  ["binance", "btcusdt"],
  ["binance", "BTC/USDT"],
  ["coinbase", "BTCUSD"],
  ["kraken", "XBTUSD"],
  ["upbit", "BTC"],
  ["bitfinex", "BTCUSD"],
  ["bitstamp", "ETHUSD"],
  ["asx", "B H"],
])("%s does not write %s", (exchange, symbol) => {
  expect(symbolStyleOf(exchange)?.(symbol)).toBeNull();
});
