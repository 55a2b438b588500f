import type { Book } from "../book";
import { formatPadded } from "../decimal";
import { FATE } from "../fate";
import { mixWide } from "../random";

/** Binance writes every decimal with eight digits. */
const DIGITS = 8;

/** Bits of a shape: how one socket wants its frames spelt. */
export const BINANCE_SHAPE = { combined: 1, micros: 2 } as const;

/** The text of a time in the unit of a shape, from microseconds. */
function time(micros: number, shape: number): string {
  return String((shape & BINANCE_SHAPE.micros) !== 0 ? micros : Math.floor(micros / 1000));
}

/**
 * A `trade` event as the spot streams send it since 2023-11 (without the order ids `b` and `a`). `m` is true where the
 * buyer made the price: the taker sold. `E` follows `T` by less than a millisecond here.
 * Source: binance-spot-api-docs, web-socket-streams.md, "Trade Streams".
 */
export function binanceTrade(book: Book, index: number, shape: number): string {
  const { symbol, priceDecimals, sizeDecimals } = book.instrument;
  const at = book.timeAt(index);
  const eventAt = at + (mixWide(17, at) % 950);
  const price = formatPadded(book.ticksAt(index), priceDecimals, DIGITS);
  const quantity = formatPadded(book.lotsAt(index), sizeDecimals, DIGITS);
  const sold = (book.flagsAt(index) & FATE.takerSold) !== 0;
  const event =
    `{"e":"trade","E":${time(eventAt, shape)},"s":"${symbol}","t":${book.idAt(index)},` +
    `"p":"${price}","q":"${quantity}","T":${time(at, shape)},"m":${sold},"M":true}`;
  if ((shape & BINANCE_SHAPE.combined) === 0) return event;
  return `{"stream":"${symbol.toLowerCase()}@trade","data":${event}}`;
}

/** A row of `/api/v3/historicalTrades`; `quoteQty` is the exact product. Source: rest-api.md, "Old trade lookup". */
export function binanceHistoryRow(book: Book, index: number): string {
  const { priceDecimals, sizeDecimals } = book.instrument;
  const ticks = book.ticksAt(index);
  const lots = book.lotsAt(index);
  const quote = formatPadded(ticks * lots, priceDecimals + sizeDecimals, DIGITS);
  const sold = (book.flagsAt(index) & FATE.takerSold) !== 0;
  return (
    `{"id":${book.idAt(index)},"price":"${formatPadded(ticks, priceDecimals, DIGITS)}",` +
    `"qty":"${formatPadded(lots, sizeDecimals, DIGITS)}","quoteQty":"${quote}",` +
    `"time":${Math.floor(book.timeAt(index) / 1000)},"isBuyerMaker":${sold},"isBestMatch":true}`
  );
}
