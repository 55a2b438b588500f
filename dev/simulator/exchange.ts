import { binanceWire } from "./binance/wire";
import { Book } from "./book";
import { coinbaseWire } from "./coinbase/wire";
import { Dispatcher } from "./dispatch";
import { FATE } from "./fate";
import { FaultEngine } from "./faults/engine";
import type { FaultScript } from "./faults/schema";
import type { Instrument } from "./instruments";
import { krakenWire } from "./kraken/wire";
import { Market } from "./market/market";
import type { Order } from "./market/stream";
import { type Clock, VENUES, type Venue } from "./types";
import { Hub } from "./wire/hub";
import type { VenueWire } from "./wire/venue";

/** Trades leave this long after their time, so that no event time lies in the future of the clock that receives it. */
const WIRE_DELAY_MICROS = 1_500;
/** A gap between two ticks longer than this is a machine that slept: the venues were halted meanwhile. */
const SLEPT_MICROS = 60_000_000;
/** orders handed out before the event loop gets a turn */
const ORDERS_A_TURN = 2_000;

export const WIRES: Readonly<Record<Venue, VenueWire>> = {
  binance: binanceWire,
  coinbase: coinbaseWire,
  kraken: krakenWire,
};

export interface ExchangeOptions {
  instruments: readonly Instrument[];
  seed: number;
  rate: number;
  /** microseconds; trades before it are history */
  startMicros: number;
  historyMicros: number;
  faults: FaultScript;
  clock: Clock;
  /** the market halts once this many live trades were issued (the last order is finished) */
  maxTrades: number;
}

/** The three venues' common heart: issues the market's trades, remembers them, and puts them on the wire. */
export class Exchange {
  readonly books: Readonly<Record<Venue, Map<string, Book>>>;
  readonly hubs: Readonly<Record<Venue, Hub>>;
  readonly faults: FaultEngine;
  readonly dispatcher: Dispatcher;
  /** live trades issued since the start, injected ones included */
  issued = 0;
  paused = false;
  private market: Market;
  private lastTick: number;
  private haltAt: number;
  private readonly bookOf = new Map<Instrument, Book>();

  constructor(private readonly options: ExchangeOptions) {
    const { instruments, seed, rate, startMicros, historyMicros, clock } = options;
    this.lastTick = startMicros;
    this.haltAt = options.maxTrades;
    this.hubs = { binance: new Hub("binance"), coinbase: new Hub("coinbase"), kraken: new Hub("kraken") };
    this.books = { binance: new Map(), coinbase: new Map(), kraken: new Map() };
    this.faults = new FaultEngine(seed);
    this.faults.set(options.faults, startMicros);
    this.dispatcher = new Dispatcher(this.faults, this.hubs, WIRES, clock);
    this.market = new Market(instruments, seed, rate, startMicros - historyMicros);
    for (const { instrument, headNumber } of this.market.streams) {
      const book = new Book(instrument, BigInt(instrument.firstId + headNumber));
      this.bookOf.set(instrument, book);
      this.books[instrument.venue].set(instrument.symbol, book);
    }
    this.market.drain(startMicros - 1, Number.POSITIVE_INFINITY, (instrument, order) => {
      const book = this.bookFor(instrument);
      for (let i = 0; i < order.ticks.length; i++) {
        const flags = FATE.history | (order.takerSold ? FATE.takerSold : 0);
        book.append(order.timeMicros, order.ticks[i] ?? 0n, order.lots[i] ?? 0n, flags);
      }
    });
  }

  /** Does what is due by now: outages, late frames, new trades. False where more trades are due than one turn takes. */
  tick(): boolean {
    const now = this.options.clock();
    if (now - this.lastTick > SLEPT_MICROS) this.market.skipTo(now);
    this.lastTick = now;
    for (const { fault, venue, micros } of this.faults.due(now)) {
      if (fault.type === "reset") this.resetNumbers(venue, fault.symbol, BigInt(fault.to));
      else if (fault.type === "freeze") this.hubs[venue].frozenUntil = now + micros;
      else this.drop(venue, fault.refuse ? micros : 0, fault.style);
    }
    for (const venue of VENUES) this.hubs[venue].setFrozen(now < this.hubs[venue].frozenUntil);
    for (const venue of VENUES) this.hubs[venue].cork();
    this.dispatcher.sendDelayed(now);
    const upToDate =
      this.paused ||
      this.market.drain(now - WIRE_DELAY_MICROS, ORDERS_A_TURN, (instrument, order) => {
        if (!this.paused) this.issue(this.bookFor(instrument), order);
      });
    for (const venue of VENUES) this.hubs[venue].uncork();
    return upToDate;
  }

  /** Numbers an order's trades, remembers them, and sends their frames through the fault script. */
  issue(book: Book, order: Order): void {
    const { venue, symbol } = book.instrument;
    const first = book.count;
    for (let i = 0; i < order.ticks.length; i++) {
      const { skip, withhold } = this.faults.beforeIssue(venue, symbol, order.timeMicros);
      if (skip > 0) book.skip(skip);
      const flags = (order.takerSold ? FATE.takerSold : 0) | (withhold ? FATE.withheld : 0);
      book.append(order.timeMicros, order.ticks[i] ?? 0n, order.lots[i] ?? 0n, flags);
    }
    this.issued += order.ticks.length;
    if (this.issued >= this.haltAt) this.paused = true;
    this.dispatcher.send(book, first, order.ticks.length, order.timeMicros);
  }

  /** Ends a venue's sockets and refuses new ones for a while; returns how many it ended. */
  drop(venue: Venue, refuseMicros: number, style: "close" | "reset"): number {
    const hub = this.hubs[venue];
    hub.downUntil = Math.max(hub.downUntil, this.options.clock() + refuseMicros);
    return hub.dropAll(style);
  }

  /** Restarts the numbers of a book, or of all books of a venue. */
  resetNumbers(venue: Venue, symbol: string | undefined, to: bigint): void {
    for (const [name, book] of this.books[venue]) if (symbol === undefined || symbol === name) book.reset(to);
  }

  /** Goes on after a pause: the trades of the meantime never were, so numbers stay contiguous. */
  resume(): void {
    this.market.skipTo(this.options.clock() - WIRE_DELAY_MICROS);
    this.haltAt = Number.POSITIVE_INFINITY;
    this.paused = false;
  }

  /** Changes the mean trades a second over all books; numbers go on. */
  setRate(rate: number): void {
    const { instruments, seed, clock } = this.options;
    this.market = new Market(instruments, seed, rate, clock());
  }

  private bookFor(instrument: Instrument): Book {
    const book = this.bookOf.get(instrument);
    if (!book) throw new RangeError(`no book for ${instrument.venue} ${instrument.symbol}`);
    return book;
  }
}
