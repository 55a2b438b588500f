import { existsSync, readFileSync } from "node:fs";
import { Decimal } from "decimal.js";
import { afterEach, describe, expect, it } from "vitest";
import { publishFile } from "@/dev/publish/publish-file";
import { readLedger } from "@/server/services/ledger/read-ledger";
import { createIngestHarness, type IngestHarness } from "./testing/ingest-harness";

const folder = "../shared/data";
const raw = (name: string) => `market.crypto.trades.${name}.raw`;

/** Which topic a capture goes to, what its instruments are called, and whether their numbers tell gaps. */
const captures: {
  file: string;
  topic: string;
  exchange: string;
  market: string;
  key?: string;
  stripPrefix?: boolean;
}[] = [
  {
    file: "binance_spot_trade_btcusdt_20240808.ndjson.gz",
    topic: raw("binance"),
    exchange: "binance",
    market: "spot",
  },
  {
    file: "binance_spot_trade_ethusdt_20240808.ndjson.gz",
    topic: raw("binance"),
    exchange: "binance",
    market: "spot",
  },
  {
    file: "binance_spot_trade_btcusdt_20230405.ndjson.gz",
    topic: raw("binance"),
    exchange: "binance",
    market: "spot",
  },
  {
    file: "coinbase_exchange_match_ticker_20210417.ndjson.gz",
    topic: raw("coinbase"),
    exchange: "coinbase",
    market: "spot",
  },
  {
    file: "coinbase_advanced_allchannels_20260809.ndjson.gz",
    topic: raw("coinbase-advanced"),
    exchange: "coinbase",
    market: "spot",
  },
  {
    file: "derived_kraken_v2_trade_btcusdt_20251110_first600.ndjson.gz",
    topic: raw("kraken"),
    exchange: "kraken",
    market: "spot",
  },
];

interface SymbolTruth {
  unique: number;
  min_id: number;
  max_id: number;
  missing_ids: number;
  sum_qty_unique: string;
  sum_notional_unique: string;
}
const isTruth = (value: unknown): value is Record<string, { symbols: Record<string, SymbolTruth> }> =>
  typeof value === "object" && value !== null;

function truthOf(file: string): Record<string, SymbolTruth> {
  const parsed: unknown = JSON.parse(readFileSync(`${folder}/truth.json`, "utf8"));
  if (!isTruth(parsed)) throw new Error("truth.json is no object");
  return parsed[file]?.symbols ?? {};
}

// Needs the captures beside the checkout; a fresh clone elsewhere has the simulator's tests instead.
describe.skipIf(!existsSync(folder))("real captures", () => {
  let harness: IngestHarness;
  afterEach(() => harness.stop());

  const publish = async (capture: (typeof captures)[number]) => {
    const topic = harness.topic(capture.topic);
    await harness.makeTopics([topic]);
    await publishFile(harness.producer, {
      file: `${folder}/${capture.file}`,
      topic,
      repeat: 1,
      stripPrefix: capture.stripPrefix ?? false,
      key: capture.key,
    });
  };

  for (const order of ["as listed", "reversed"] as const) {
    it(`are stored exactly, together in one database, ${order}; again they are duplicates`, async () => {
      harness = await createIngestHarness();
      const list = order === "reversed" ? [...captures].reverse() : captures;
      for (const capture of list) await publish(capture);
      await harness.start();
      await harness.caughtUp();
      const ledger = await readLedger(harness.database.sql, { recount: true });
      expect(ledger.balanced).toBe(true);

      const find = (exchange: string, market: string, symbol: string) =>
        ledger.instruments.find(
          (one) => one.exchange === exchange && one.market === market && one.symbol === symbol,
        );
      for (const { file, exchange, market } of captures) {
        if (file.includes("btcusdt_2024") || file.includes("btcusdt_2023")) continue;
        for (const [symbol, truth] of Object.entries(truthOf(file))) {
          const one = find(exchange, market, symbol);
          expect(one, `${exchange} ${symbol}`).toMatchObject({
            stored: BigInt(truth.unique),
            duplicates: 0n,
            conflicts: 0n,
            outOfOrder: 0n,
            minSequence: BigInt(truth.min_id),
            maxSequence: BigInt(truth.max_id),
            missing: String(truth.missing_ids),
          });
          expect(new Decimal(one?.quantity ?? 0).equals(truth.sum_qty_unique)).toBe(true);
          expect(new Decimal(one?.notional ?? 0).equals(truth.sum_notional_unique)).toBe(true);
        }
      }
      // Two captures of one instrument, sixteen months apart: one honest gap, whichever came first.
      const newer = truthOf("binance_spot_trade_btcusdt_20240808.ndjson.gz").BTCUSDT;
      const older = truthOf("binance_spot_trade_btcusdt_20230405.ndjson.gz").BTCUSDT;
      if (newer === undefined || older === undefined) throw new Error("truth.json lacks BTCUSDT");
      expect(find("binance", "spot", "BTCUSDT")).toMatchObject({
        stored: BigInt(newer.unique + older.unique),
        duplicates: 0n,
        gaps: [{ from: BigInt(older.max_id + 1), to: BigInt(newer.min_id - 1) }],
        quantity: new Decimal(newer.sum_qty_unique).plus(older.sum_qty_unique).toFixed(8),
      });

      for (const capture of list) await publish(capture);
      await harness.caughtUp();
      const again = await readLedger(harness.database.sql, { recount: true });
      expect(again.balanced).toBe(true);
      for (const before of ledger.instruments) {
        expect(again.instruments.find((one) => one.instrumentId === before.instrumentId)).toMatchObject({
          stored: before.stored,
          duplicates: before.stored,
          conflicts: 0n,
          quantity: before.quantity,
          notional: before.notional,
          missing: before.missing,
        });
      }
    });
  }

  const others: typeof captures = [
    {
      file: "binance_spot_aggtrade_3sym_20210404.ndjson.gz",
      topic: "market.crypto.aggtrades.binance.raw",
      exchange: "binance",
      market: "spot-agg",
    },
    {
      file: "binance_usdm_trade_btcusdt_20230404.ndjson.gz",
      topic: raw("binance-usdm"),
      exchange: "binance",
      market: "usdm",
    },
    {
      file: "binance_usdm_trade_ethusdt_20240718.ndjson.gz",
      topic: raw("binance-usdm"),
      exchange: "binance",
      market: "usdm",
    },
    {
      file: "binance_coinm_trade_ethusd_perp_20240808.ndjson.gz",
      topic: raw("binance-coinm"),
      exchange: "binance",
      market: "coinm",
    },
    {
      file: "binance_spot_capture_btcusdt_20240808.recvns.gz",
      topic: raw("binance"),
      exchange: "binance",
      market: "spot",
      stripPrefix: true,
    },
    { file: "kraken_v1_trade_20210417.ndjson.gz", topic: raw("kraken"), exchange: "kraken", market: "spot" },
    {
      file: "bitstamp_live_trades_20220104.ndjson.gz",
      topic: raw("bitstamp"),
      exchange: "bitstamp",
      market: "spot",
    },
    {
      file: "bitfinex_trades_20210405.ndjson.gz",
      topic: raw("bitfinex"),
      exchange: "bitfinex",
      market: "spot",
    },
    { file: "okx_v5_trades_20220513.ndjson.gz", topic: raw("okx"), exchange: "okx", market: "*" },
    { file: "upbit_trade_20210417.ndjson.gz", topic: raw("upbit"), exchange: "upbit", market: "spot" },
    { file: "bybit_v5_publictrade_20260809.ndjson.gz", topic: raw("bybit"), exchange: "bybit", market: "*" },
  ];
  // Feeds that order several trades of one frame by number, where truth.json counts arrivals.
  const hasIds = (truth: SymbolTruth) => truth.min_id !== null;

  for (const capture of others) {
    it(`${capture.file} equals its truth; twice, its numbered trades are duplicates`, async () => {
      harness = await createIngestHarness();
      await publish(capture);
      await harness.start();
      await harness.caughtUp();
      const ledger = await readLedger(harness.database.sql, { recount: true });
      expect(ledger.balanced).toBe(true);
      expect(ledger.partitions.reduce((sum, one) => sum + one.deadLettered, 0n)).toBe(0n);
      const truths = Object.entries(truthOf(capture.file));
      expect(ledger.instruments).toHaveLength(truths.length);
      for (const [name, truth] of truths) {
        const [symbol, market] = name.split(/ |\(/);
        const one = ledger.instruments.find(
          (found) => found.symbol === symbol && (market === undefined || found.market === market),
        );
        if (capture.market !== "*") expect(one?.market).toBe(capture.market);
        expect(one, name).toMatchObject({ stored: BigInt(truth.unique), conflicts: 0n });
        if (hasIds(truth) && one?.policy === "contiguous")
          expect(one.missing).toBe(String(truth.missing_ids));
        if (hasIds(truth))
          expect(one).toMatchObject({ minSequence: BigInt(truth.min_id), maxSequence: BigInt(truth.max_id) });
        expect(new Decimal(one?.quantity ?? 0).equals(truth.sum_qty_unique)).toBe(true);
        expect(new Decimal(one?.notional ?? 0).equals(truth.sum_notional_unique)).toBe(true);
      }
      await publish(capture);
      await harness.caughtUp();
      const again = await readLedger(harness.database.sql, { recount: true });
      expect(again.balanced).toBe(true);
      for (const one of again.instruments) {
        const before = ledger.instruments.find((found) => found.instrumentId === one.instrumentId);
        if (capture.file.startsWith("kraken_v1")) expect(one.stored).toBe((before?.stored ?? 0n) * 2n);
        else expect(one).toMatchObject({ stored: before?.stored, quantity: before?.quantity });
      }
    });
  }

  it("ASX rows keep every trade, equal ones too", async () => {
    harness = await createIngestHarness();
    const parsed: unknown = JSON.parse(readFileSync(`${folder}/truth.json`, "utf8"));
    for (const [file, key] of [
      ["asx_trades_7078_BHP_20140310_14.csv.gz", "BHP"],
      ["asx_trades_7181_DVN_20140310_14.csv.gz", "DVN"],
      ["asx_trades_3153_MWR_20140310_14.csv.gz", "MWR"],
    ] as const)
      await publish({
        file,
        key,
        topic: "market.equities.trades.asx.raw",
        exchange: "asx",
        market: "equities",
      });
    await harness.start();
    await harness.caughtUp();
    const ledger = await readLedger(harness.database.sql, { recount: true });
    expect(ledger.balanced).toBe(true);
    expect(ledger.instruments.map((one) => [one.symbol, one.market, one.policy, one.stored])).toEqual([
      ["BHP", "equities", "none", 91_631n],
      ["DVN", "equities", "none", 232n],
      ["MWR", "equities", "none", 11n],
    ]);
    expect(parsed).toMatchObject({
      "asx_trades_7078_BHP_20140310_14.csv.gz": { sum_volume: ledger.instruments[0]?.quantity },
    });
    expect(new Decimal(ledger.instruments[0]?.notional ?? 0).toFixed(3)).toBe("1347983097.800");
  });
});
