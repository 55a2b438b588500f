import { describe, expect, it } from "vitest";
import { z } from "zod";
import { decodeTotals, hasCapture, plain, readCapture, readTruth } from "./testing/capture";

interface Capture {
  file: string;
  topic: string;
  market: string | null;
  options?: { key?: string; prefixed?: boolean };
}

/** Every capture of the shared data and the topic it goes to; `market` null where the file has several. */
const CAPTURES: Capture[] = [
  spot("binance_spot_trade_btcusdt_20240808.ndjson.gz", "binance"),
  spot("binance_spot_trade_ethusdt_20240808.ndjson.gz", "binance"),
  spot("binance_spot_trade_btcusdt_20230405.ndjson.gz", "binance"),
  {
    ...spot("binance_spot_capture_btcusdt_20240808.recvns.gz", "binance"),
    options: { prefixed: true },
  },
  {
    file: "binance_spot_aggtrade_3sym_20210404.ndjson.gz",
    topic: "market.crypto.aggtrades.binance.raw",
    market: "spot-agg",
  },
  { ...spot("binance_usdm_trade_btcusdt_20230404.ndjson.gz", "binance-usdm"), market: "usdm" },
  { ...spot("binance_usdm_trade_btcusdt_20240718.ndjson.gz", "binance-usdm"), market: "usdm" },
  { ...spot("binance_usdm_trade_ethusdt_20240718.ndjson.gz", "binance-usdm"), market: "usdm" },
  { ...spot("binance_coinm_trade_ethusd_perp_20240808.ndjson.gz", "binance-coinm"), market: "coinm" },
  spot("coinbase_exchange_match_ticker_20210417.ndjson.gz", "coinbase"),
  spot("coinbase_advanced_allchannels_20260809.ndjson.gz", "coinbase-advanced"),
  spot("derived_kraken_v2_trade_btcusdt_20251110_first600.ndjson.gz", "kraken"),
  spot("kraken_v1_trade_20210417.ndjson.gz", "kraken"),
  spot("bitstamp_live_trades_20220104.ndjson.gz", "bitstamp"),
  spot("bitfinex_trades_20210405.ndjson.gz", "bitfinex"),
  { ...spot("okx_v5_trades_20220513.ndjson.gz", "okx"), market: null },
  spot("upbit_trade_20210417.ndjson.gz", "upbit"),
  { ...spot("bybit_v5_publictrade_20260809.ndjson.gz", "bybit"), market: null },
];

const ASX_FILES = [
  ["asx_trades_3153_MWR_20140310_14.csv.gz", "MWR"],
  ["asx_trades_7078_BHP_20140310_14.csv.gz", "BHP"],
  ["asx_trades_7181_DVN_20140310_14.csv.gz", "DVN"],
] as const;

const count = z.number().int();
const truthSymbols = z.record(
  z.string(),
  z.object({
    rows: count,
    unique: count,
    sum_qty_unique: z.string(),
    sum_notional_unique: z.string(),
    taker_buy: count,
    taker_sell: count,
    min_id: z.number().nullable(),
    max_id: z.number().nullable(),
  }),
);
const truthFile = z.object({ non_trade: count, symbols: truthSymbols });
const truthAsx = z.object({ rows: count, sum_volume: z.string(), sum_notional: z.string() });

for (const { file, topic, market, options } of CAPTURES) {
  describe.skipIf(!hasCapture(file))(`${file} (needs ../shared/data beside the checkout)`, () => {
    it("gives the rows, ids, sums and sides of truth.json", () => {
      const truth = truthFile.parse(truthOf(file));
      const { totals, ignored } = decodeTotals(readCapture(file, topic, options));
      const found: Record<string, unknown> = {};
      for (const [name, total] of totals) found[truthName(name, market, truth.symbols)] = total;
      const wanted: Record<string, unknown> = {};
      for (const [symbol, sums] of Object.entries(truth.symbols)) {
        wanted[symbol] = {
          rows: sums.rows,
          unique: sums.unique,
          quantity: plain(sums.sum_qty_unique),
          notional: plain(sums.sum_notional_unique),
          takerBuy: sums.taker_buy,
          takerSell: sums.taker_sell,
          minId: sums.min_id === null ? null : BigInt(sums.min_id),
          maxId: sums.max_id === null ? null : BigInt(sums.max_id),
        };
      }
      expect(found).toEqual(wanted);
      expect(ignored).toBe(truth.non_trade);
    });
  });
}

for (const [file, symbol] of ASX_FILES) {
  describe.skipIf(!hasCapture(file))(`${file} (needs ../shared/data beside the checkout)`, () => {
    it("gives the rows and sums of truth.json, equal rows kept", () => {
      const truth = truthAsx.parse(truthOf(file));
      const { totals } = decodeTotals(readCapture(file, "market.equities.trades.asx.raw", { key: symbol }));
      const total = totals.get(`equities ${symbol}`);
      expect(total?.rows).toBe(truth.rows);
      expect(total?.quantity).toBe(plain(truth.sum_volume));
      expect(total?.notional).toBe(plain(truth.sum_notional));
    });
  });
}

function spot(file: string, exchange: string): Capture {
  return { file, topic: `market.crypto.trades.${exchange}.raw`, market: "spot" };
}

function truthOf(file: string): unknown {
  return z.record(z.string(), z.unknown()).parse(readTruth())[file];
}

/** `spot BTCUSDT` → `BTCUSDT`; for Bybit, whose symbols exist on both markets, truth.json adds the market. */
function truthName(name: string, market: string | null, symbols: Record<string, unknown>): string {
  const [foundMarket, symbol = ""] = name.split(" ");
  if (market !== null && market !== foundMarket) return name;
  if (symbol in symbols) return symbol;
  return Object.keys(symbols).find((key) => key.startsWith(`${symbol} ${foundMarket}`)) ?? name;
}
