import { showText } from "../json/show-value";
import { canonicalTicker } from "../symbols";
import type { DecodeResult } from "../types";
import type { Decoder } from "./decoder";
import { readDecimal } from "./fields/read-decimal";
import { checkTimeRange } from "./fields/read-epoch";
import { daysInMonth } from "./fields/read-iso-time";
import type { Frame } from "./frame";
import { refuse, type Salvage } from "./refusal";
import { salvageOf } from "./salvage";
import { sydneyToUtc } from "./sydney-time";
import { type CheckedSymbol, SymbolReader } from "./symbol-reader";

const COLUMNS = 7;
/** A row has about 45 bytes; what is far longer is no row. */
const MAX_ROW_BYTES = 1000;

const symbols = new SymbolReader(canonicalTicker, "ASX", "BHP");

/**
 * ASX trade rows as CSV without a header: `MM/DD/YYYY,HH:MM:SS.mmm,price,volume,qualifiers,venue,buyerId`, one row a
 * record, times of the exchange's local clock (Sydney). The symbol is the record's key. Rows carry no id and no
 * side: gaps cannot be told, and equal rows are separate trades.
 */
export const asxCsv: Decoder = {
  name: "asx-csv",
  accepts: ({ raw, kind, exchange }) => raw && kind === "trades" && exchange === "asx",
  decode(frame): DecodeResult | null {
    if (frame.value.length > MAX_ROW_BYTES)
      return refuseRow(frame, "ROW_TOO_LONG", `has more than ${MAX_ROW_BYTES} bytes`);
    const row = frame.text().replace(/[\r\n]{1,4}$/, "");
    if (/[\r\n]/.test(row)) return refuseRow(frame, "ROW_NOT_SINGLE", "holds several lines");
    const cells = row.split(",");
    if (cells.length !== COLUMNS) {
      return refuseRow(frame, "ROW_COLUMNS", `has ${cells.length} columns instead of ${COLUMNS}`);
    }
    const [date = "", time = "", price, volume] = cells;
    if (/^date$/i.test(date)) return { kind: "ignored", reason: "csv-header" };
    const { symbol, canonical } = readKey(frame);
    return {
      kind: "trades",
      trades: [
        {
          exchange: "asx",
          market: "equities",
          symbol,
          canonicalSymbol: canonical,
          policy: "none",
          tradeId: null,
          sequence: null,
          timeMicros: readLocalTime(date, time),
          price: readDecimal(price, "price", "price"),
          quantity: readDecimal(volume, "quantity", "volume"),
          side: "unknown",
        },
      ],
    };
  },
  salvage: salvageAsx,
};

function readKey({ record }: Frame): CheckedSymbol {
  if (record.key !== null && record.key.length > 0) return symbols.read(record.key.toString("latin1"), "key");
  return refuse({
    stage: "validate",
    code: "KEY_MISSING",
    message:
      "The record has no key, but ASX rows name their symbol nowhere else. Replay it with the symbol as its key, such as BHP.",
    path: "key",
  });
}

/** Microseconds of `MM/DD/YYYY` and `HH:MM:SS[.mmm]` in Sydney; refuses `TIME_NOT_LOCAL`, `TIME_SKIPPED`, `TIME_OUT_OF_RANGE`. */
function readLocalTime(date: string, time: string): number {
  const shown = showText(`${date},${time}`, 60);
  const day = /^(\d{2})\/(\d{2})\/(\d{4})$/.exec(date);
  const clock = /^(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,6}))?$/.exec(time);
  if (!day || !clock) return refuseTime(shown);
  const month = Number(day[1]);
  const dayOfMonth = Number(day[2]);
  const year = Number(day[3]);
  const [hour, minute, second] = [Number(clock[1]), Number(clock[2]), Number(clock[3])];
  const real = month >= 1 && month <= 12 && dayOfMonth >= 1 && dayOfMonth <= daysInMonth(year, month);
  if (!real || hour > 23 || minute > 59 || second > 59) return refuseTime(shown);
  const utc = sydneyToUtc(Date.UTC(year, month - 1, dayOfMonth, hour, minute, second));
  if (Number.isNaN(utc)) {
    return refuse({
      stage: "validate",
      code: "TIME_SKIPPED",
      message: `The time ${shown} does not exist in Sydney: clocks went forward over it. Correct it and replay.`,
      path: "time",
      value: shown,
    });
  }
  return checkTimeRange(utc * 1000 + Number((clock[4] ?? "").padEnd(6, "0")), shown, "time");
}

function refuseTime(shown: string): never {
  return refuse({
    stage: "validate",
    code: "TIME_NOT_LOCAL",
    message: `The time ${shown} is not written as MM/DD/YYYY,HH:MM:SS.mmm. Correct it and replay.`,
    path: "time",
    value: shown,
  });
}

function refuseRow(frame: Frame, code: string, what: string): never {
  return refuse({
    stage: "schema",
    code,
    message: `The row ${what}; one record holds one row: date, time, price, volume, qualifiers, venue, buyer id. Correct it and replay.`,
    value: frame.value.subarray(0, 200).toString("latin1"),
  });
}

function salvageAsx({ record }: Frame): Salvage {
  return salvageOf("asx", "equities", { symbol: record.key?.subarray(0, 65).toString("latin1") });
}
