import type { Book } from "../book";
import {
  ascending,
  descending,
  jsonAnswer,
  oldestServed,
  type RestAnswer,
  type RestContext,
  type RestHandler,
} from "../rest/answer";
import { Budget } from "../rest/budget";
import { wholeParam } from "../rest/params";
import { krakenHistoryRow, krakenNanos } from "./frames";

export interface KrakenRestSettings {
  requestsPerSecond: number;
  burst: number;
}

export const DEFAULT_KRAKEN_REST: KrakenRestSettings = { requestsPerSecond: 1, burst: 15 };

/** Kraken tells its errors in the body of a 200. */
function fail(message: string): RestAnswer {
  return jsonAnswer(200, { error: [message] });
}

/** A book by any of its names: `XBTUSD`, `XXBTZUSD`, `BTC/USD`, `BTCUSD`. */
function findBook(books: ReadonlyMap<string, Book>, pair: string): Book | undefined {
  const wanted = pair.toUpperCase();
  for (const [symbol, book] of books) {
    const plain = symbol.replace("/", "");
    if ([symbol, plain, plain.replace(/^BTC/, "XBT"), book.instrument.restName].includes(wanted)) return book;
  }
  return undefined;
}

/** Index of the first trade after a cursor: nanoseconds (exclusive), or seconds where the number is that short. */
function firstAfter(book: Book, since: bigint): number {
  const nanos = since < 100_000_000_000n ? since * 1_000_000_000n : since;
  let index = book.lowerBoundTime(Number(nanos / 1000n));
  while (index < book.count && krakenNanos(book, index) <= nanos) index++;
  return index;
}

/**
 * Kraken's `/0/public/Trades`: oldest first from `since` on, the newest 1000 without it; `last` is the cursor of the next
 * page. Source: docs.kraken.com REST, "Get Recent Trades".
 */
export function krakenRest(context: RestContext, settings: KrakenRestSettings): RestHandler {
  const budget = new Budget(settings.requestsPerSecond, settings.burst);
  return ({ path, query, stuck }) => {
    if (!budget.take(context.clock())) return fail("EGeneral:Too many requests");
    if (path === "/0/public/Time")
      return jsonAnswer(200, { error: [], result: { unixtime: Math.floor(context.clock() / 1e6) } });
    if (path !== "/0/public/Trades") return fail("EGeneral:Unknown method");
    const book = findBook(context.books, query.get("pair") ?? "");
    if (!book) return fail("EQuery:Unknown asset pair");
    const since = wholeParam(query, "since");
    const count = wholeParam(query, "count");
    if (since === null || count === null || (count !== undefined && (count < 1n || count > 1000n))) {
      return fail("EGeneral:Invalid arguments");
    }
    const most = Number(count ?? 1000n);
    const oldest = oldestServed(context, book);
    const page =
      since === undefined || stuck
        ? descending(book, book.count - 1, oldest, most).reverse()
        : ascending(book, Math.max(oldest, firstAfter(book, since)), book.count, most);
    const newest = page.at(-1);
    const last = newest === undefined ? (since ?? 0n) : krakenNanos(book, newest);
    const rows = page.map((index) => krakenHistoryRow(book, index));
    const wrap = (list: string[]): string =>
      `{"error":[],"result":{"${book.instrument.restName}":[${list.join(",")}],"last":"${last}"}}`;
    return { status: 200, headers: {}, rows, wrap };
  };
}
