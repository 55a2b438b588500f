import type { Query } from "@/db/client";
import { type Instrument, resolveInstruments } from "@/db/queries/ingest/resolve-instruments";
import type { DecodedTrade } from "@/domain/trade/types";

/** Ids of the instruments met so far; they never change, so they are asked for once. */
export class InstrumentCache {
  readonly #known = new Map<string, Map<string, Map<string, Instrument>>>();

  constructor(private readonly sql: Query) {}

  /** The instrument of each trade, in step; new ones are made. */
  async resolve(trades: readonly DecodedTrade[]): Promise<Instrument[]> {
    const missing = new Map<string, DecodedTrade>();
    for (const trade of trades) {
      if (this.#find(trade) === undefined)
        missing.set(`${trade.exchange}\u0000${trade.market}\u0000${trade.symbol}`, trade);
    }
    if (missing.size > 0) {
      for (const instrument of await resolveInstruments(this.sql, [...missing.values()]))
        this.#add(instrument);
    }
    return trades.map((trade) => {
      const instrument = this.#find(trade);
      if (instrument === undefined)
        throw new Error(`instrument ${trade.exchange} ${trade.market} ${trade.symbol} could not be made`);
      return instrument;
    });
  }

  #find(trade: DecodedTrade): Instrument | undefined {
    return this.#known.get(trade.exchange)?.get(trade.market)?.get(trade.symbol);
  }

  #add(instrument: Instrument): void {
    const markets = this.#known.get(instrument.exchange) ?? new Map<string, Map<string, Instrument>>();
    this.#known.set(instrument.exchange, markets);
    const symbols = markets.get(instrument.market) ?? new Map<string, Instrument>();
    markets.set(instrument.market, symbols);
    symbols.set(instrument.symbol, instrument);
  }
}
