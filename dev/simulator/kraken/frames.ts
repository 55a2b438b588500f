import type { Book } from "../book";
import { formatPadded, formatUnits, trimZeros } from "../decimal";
import { FATE } from "../fate";
import { mixWide } from "../random";
import { isoMicros } from "../time";

/** Whether the taker came with a market order: a property of the order, so of its time. */
function isMarket(micros: number): boolean {
  return mixWide(41, micros) % 3 !== 0;
}

function row(book: Book, index: number): string {
  const { symbol, priceDecimals, sizeDecimals } = book.instrument;
  const at = book.timeAt(index);
  const side = (book.flagsAt(index) & FATE.takerSold) !== 0 ? "sell" : "buy";
  // price and qty are JSON numbers on this feed, written here from integers: a float would lose digits
  return (
    `{"symbol":"${symbol}","side":"${side}","price":${trimZeros(formatUnits(book.ticksAt(index), priceDecimals), 1)},` +
    `"qty":${trimZeros(formatUnits(book.lotsAt(index), sizeDecimals), 1)},"ord_type":"${isMarket(at) ? "market" : "limit"}",` +
    `"trade_id":${book.idAt(index)},"timestamp":"${isoMicros(at)}"}`
  );
}

/**
 * A `trade` message with `count` trades from `first` on; `side` is the taker's.
 * Source: docs.kraken.com, WebSocket v2, "Trade".
 */
export function krakenTrades(book: Book, first: number, count: number, type: "update" | "snapshot"): string {
  const rows: string[] = [];
  for (let index = first; index < first + count; index++) rows.push(row(book, index));
  return `{"channel":"trade","type":"${type}","data":[${rows.join(",")}]}`;
}

/**
 * Nanoseconds of a trade, unique and rising within a book: the microsecond, a tenth digit shared by all trades of that
 * time, then the rank among them. Kraken's REST cursor is such a number, and excludes the trade that it names.
 */
export function krakenNanos(book: Book, index: number): bigint {
  const at = book.timeAt(index);
  let rank = 0;
  while (rank < 99 && index > rank && book.timeAt(index - rank - 1) === at) rank++;
  return BigInt(at) * 1000n + BigInt((mixWide(43, at) % 10) * 100 + rank);
}

/** A row of `/0/public/Trades`: time in seconds with seven decimals, as the real one. Source: "Get Recent Trades". */
export function krakenHistoryRow(book: Book, index: number): string {
  const { priceDecimals, sizeDecimals } = book.instrument;
  const at = book.timeAt(index);
  const seconds = trimZeros(formatUnits(krakenNanos(book, index) / 100n, 7));
  const side = (book.flagsAt(index) & FATE.takerSold) !== 0 ? "s" : "b";
  return (
    `["${formatPadded(book.ticksAt(index), priceDecimals, 5)}","${formatPadded(book.lotsAt(index), sizeDecimals, 8)}",` +
    `${seconds},"${side}","${isMarket(at) ? "m" : "l"}","",${book.idAt(index)}]`
  );
}
