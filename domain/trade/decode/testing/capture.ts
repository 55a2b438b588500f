import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import Decimal from "decimal.js";
import type { DecodedTrade, RawRecord } from "../../types";
import { noSchemas } from "../avro/schema-lookup";
import { createDecoderState } from "../decoder-state";
import { decodeRecord } from "../registry";

/** Real captures lie beside the checkout, for they are not ours to publish. */
const FOLDER = join(import.meta.dirname, "../../../../../shared/data");

const Exact = Decimal.clone({ precision: 80 });

export function hasCapture(file: string): boolean {
  return existsSync(join(FOLDER, file)) && existsSync(join(FOLDER, "truth.json"));
}

/** The exact totals that belong to the captures. */
export function readTruth(): unknown {
  return JSON.parse(readFileSync(join(FOLDER, "truth.json"), "utf8"));
}

/** The lines of a capture as records of a topic; `prefixed` lines begin with a receive time that is not the frame's. */
export function readCapture(
  file: string,
  topic: string,
  options: { key?: string; prefixed?: boolean } = {},
): RawRecord[] {
  const text = gunzipSync(readFileSync(join(FOLDER, file))).toString("utf8");
  const lines = text.split("\n").filter((line) => line !== "");
  const key = options.key === undefined ? null : Buffer.from(options.key);
  return lines.map((line) => {
    const frame = options.prefixed ? line.slice(line.indexOf(" ") + 1) : line;
    return { topic, key, value: Buffer.from(frame), headers: undefined };
  });
}

/** The sums of one instrument, in the words of truth.json. */
export interface Totals {
  rows: number;
  unique: number;
  quantity: string;
  notional: string;
  takerBuy: number;
  takerSell: number;
  minId: bigint | null;
  maxId: bigint | null;
}

/** Decodes all records and sums by `market symbol`; quantity and notional over distinct ids, sides over all rows. */
export function decodeTotals(records: RawRecord[]): { totals: Map<string, Totals>; ignored: number } {
  const context = { state: createDecoderState(), schemas: noSchemas };
  const sums = new Map<string, Sums>();
  let ignored = 0;
  for (const record of records) {
    const result = decodeRecord(record, context);
    if (result.kind === "ignored") ignored++;
    else for (const trade of result.trades) add(sums, trade);
  }
  const totals = new Map<string, Totals>();
  for (const [name, { ids, quantity, notional, ...rest }] of sums) {
    const unique = rest.rows - rest.duplicates;
    const { rows, takerBuy, takerSell, minId, maxId } = rest;
    totals.set(name, {
      rows,
      unique,
      quantity: quantity.toFixed(),
      notional: notional.toFixed(),
      takerBuy,
      takerSell,
      minId,
      maxId,
    });
  }
  return { totals, ignored };
}

/** A decimal without trailing zeros, as `Totals` writes it. */
export function plain(text: string): string {
  return new Exact(text).toFixed();
}

interface Sums {
  rows: number;
  duplicates: number;
  ids: Set<string>;
  quantity: Decimal;
  notional: Decimal;
  takerBuy: number;
  takerSell: number;
  minId: bigint | null;
  maxId: bigint | null;
}

function add(sums: Map<string, Sums>, trade: DecodedTrade): void {
  const name = `${trade.market} ${trade.symbol}`;
  const sum = sums.get(name) ?? emptySums();
  sums.set(name, sum);
  sum.rows++;
  if (trade.side === "buy") sum.takerBuy++;
  if (trade.side === "sell") sum.takerSell++;
  if (trade.tradeId !== null && sum.ids.has(trade.tradeId)) {
    sum.duplicates++;
    return;
  }
  if (trade.tradeId !== null) sum.ids.add(trade.tradeId);
  sum.quantity = sum.quantity.plus(trade.quantity);
  sum.notional = sum.notional.plus(new Exact(trade.price).times(trade.quantity));
  if (trade.sequence === null) return;
  if (sum.minId === null || trade.sequence < sum.minId) sum.minId = trade.sequence;
  if (sum.maxId === null || trade.sequence > sum.maxId) sum.maxId = trade.sequence;
}

function emptySums(): Sums {
  const zero = new Exact(0);
  return {
    rows: 0,
    duplicates: 0,
    ids: new Set(),
    quantity: zero,
    notional: zero,
    takerBuy: 0,
    takerSell: 0,
    minId: null,
    maxId: null,
  };
}
