import { z } from "zod";
import type { Book } from "./book";
import { parseUnits } from "./decimal";
import type { Exchange } from "./exchange";
import { WIRES } from "./exchange";
import { FATE } from "./fate";
import { MALFORMED_KINDS } from "./faults/schema";
import { type Clock, VENUES } from "./types";

const decimal = z.string().regex(/^\d+(\.\d+)?$/);

/** One thing to put on a venue's wire, as JSON. */
export const injection = z.union([
  z.strictObject({
    venue: z.enum(VENUES),
    symbol: z.string(),
    /** a trade of the caller's: it gets the book's next number and becomes part of the truth */
    trade: z.strictObject({
      price: decimal,
      quantity: decimal,
      /** the taker's */
      side: z.enum(["buy", "sell"]),
      /** now where left out; a time before the book's last trade is moved up to it */
      timeMicros: z.number().int().optional(),
    }),
    /** how it goes out; past the fault script */
    deliver: z
      .union([z.literal("send"), z.literal("lose"), z.strictObject({ malform: z.enum(MALFORMED_KINDS) })])
      .default("send"),
  }),
  z.strictObject({
    venue: z.enum(VENUES),
    /** to the listeners of this instrument's trades; to every socket of the venue where left out */
    symbol: z.string().optional(),
    /** a text sent exactly as it is, no part of the truth */
    frame: z.string(),
  }),
]);
export type Injection = z.input<typeof injection>;

export interface InjectionReceipt {
  /** the trade's number; null for a raw frame */
  id: string | null;
  /** how many sockets got it */
  reached: number;
}

/** Puts a trade or a raw frame on the wire now. Throws a RangeError for an unknown instrument or a price off its tick. */
export function inject(exchange: Exchange, clock: Clock, wanted: Injection): InjectionReceipt {
  const read = injection.parse(wanted);
  const hub = exchange.hubs[read.venue];
  const bookOf = (symbol: string): Book => {
    const book = exchange.books[read.venue].get(symbol);
    if (!book) throw new RangeError(`${read.venue} has no instrument "${symbol}"`);
    return book;
  };
  if ("frame" in read) {
    const topic = read.symbol === undefined ? undefined : `trade:${bookOf(read.symbol).instrument.symbol}`;
    return { id: null, reached: hub.broadcastText(read.frame, topic) };
  }
  const book = bookOf(read.symbol);
  const { priceDecimals, sizeDecimals } = book.instrument;
  const { price, quantity, side, timeMicros } = read.trade;
  const index = book.append(
    timeMicros ?? clock(),
    parseUnits(price, priceDecimals),
    parseUnits(quantity, sizeDecimals),
    side === "sell" ? FATE.takerSold : 0,
  );
  exchange.issued++;
  const id = String(book.idAt(index));
  if (read.deliver === "lose") {
    book.mark(index, FATE.lost);
    return { id, reached: 0 };
  }
  let reached = 0;
  for (const frame of WIRES[read.venue].frames(book, index, 1)) {
    if (read.deliver === "send") reached += exchange.dispatcher.deliver(frame);
    else {
      reached += exchange.dispatcher.sendMalformed(frame, read.deliver.malform);
      if (reached > 0) book.mark(index, FATE.malformed);
    }
  }
  return { id, reached };
}
