import type { Book } from "../book";
import { formatPadded } from "../decimal";
import { FATE } from "../fate";
import { jsonAnswer, oldestServed, type RestAnswer, type RestContext } from "../rest/answer";
import { wholeParam } from "../rest/params";

/** Whether two neighbours fold into one aggregate: same time, price and taker side. */
function folds(book: Book, index: number): boolean {
  const other = index - 1;
  return (
    book.timeAt(index) === book.timeAt(other) &&
    book.ticksAt(index) === book.ticksAt(other) &&
    ((book.flagsAt(index) ^ book.flagsAt(other)) & FATE.takerSold) === 0
  );
}

/**
 * `/api/v3/aggTrades` by `startTime`/`endTime` (ms, inclusive) or the newest. An aggregate's id is the number of its first
 * trade: rising, as the real ones are, but not contiguous. Source: rest-api.md, "Compressed/Aggregate trades list".
 */
export function binanceAggregates(
  context: RestContext,
  book: Book,
  query: URLSearchParams,
  most: number,
): RestAnswer {
  const start = wholeParam(query, "startTime");
  const end = wholeParam(query, "endTime");
  if (start === null || end === null)
    return jsonAnswer(400, { code: -1100, msg: "Illegal characters found in a parameter." });
  const oldest = oldestServed(context, book);
  const begin =
    start === undefined ? Math.max(0, book.count - most) : book.lowerBoundTime(Number(start) * 1000);
  const stop = end === undefined ? book.count : book.lowerBoundTime((Number(end) + 1) * 1000);
  const rows: string[] = [];
  for (let first = Math.max(begin, oldest); first < stop && rows.length < most; ) {
    let last = first;
    let lots = book.lotsAt(first);
    while (last + 1 < stop && folds(book, last + 1)) {
      last++;
      lots += book.lotsAt(last);
    }
    rows.push(row(book, first, last, lots));
    first = last + 1;
  }
  return { status: 200, headers: {}, rows, wrap: (list) => `[${list.join(",")}]` };
}

function row(book: Book, first: number, last: number, lots: bigint): string {
  const { priceDecimals, sizeDecimals } = book.instrument;
  return (
    `{"a":${book.idAt(first)},"p":"${formatPadded(book.ticksAt(first), priceDecimals, 8)}",` +
    `"q":"${formatPadded(lots, sizeDecimals, 8)}","f":${book.idAt(first)},"l":${book.idAt(last)},` +
    `"T":${Math.floor(book.timeAt(first) / 1000)},"m":${(book.flagsAt(first) & FATE.takerSold) !== 0},"M":true}`
  );
}
