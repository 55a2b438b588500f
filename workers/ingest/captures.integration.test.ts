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
});
