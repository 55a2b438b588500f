import type { Venue } from "./types";

/** What the simulator knows of an instrument; decimals are counts of digits, so prices and sizes stay integers. */
export interface Instrument {
  venue: Venue;
  /** the venue's own symbol, e.g. `BTCUSDT`, `BTC-USD`, `BTC/USD` */
  symbol: string;
  base: string;
  /** digits after the point of the price: the tick is 10^-priceDecimals */
  priceDecimals: number;
  /** digits after the point of the size: the lot is 10^-sizeDecimals */
  sizeDecimals: number;
  /** share of all trades; the shares of a market are normalised, so they need not sum to 1 */
  weight: number;
  /** number of the first trade the venue ever issued at the market's epoch */
  firstId: number;
  /** name of the book in Kraken's REST answers; other venues use the symbol */
  restName: string;
}

/** Centre of the random walk of a base asset, in dollars, and its volatility against bitcoin's. */
export const BASES: Readonly<Record<string, { centre: number; volatility: number }>> = {
  BTC: { centre: 98_400, volatility: 1 },
  ETH: { centre: 3_420, volatility: 1.3 },
  SOL: { centre: 242, volatility: 1.8 },
  XRP: { centre: 1.41, volatility: 2 },
  BNB: { centre: 655, volatility: 1.2 },
};

function instrument(
  venue: Venue,
  symbol: string,
  base: string,
  priceDecimals: number,
  sizeDecimals: number,
  weight: number,
  firstId: number,
  restName = symbol,
): Instrument {
  return { venue, symbol, base, priceDecimals, sizeDecimals, weight, firstId, restName };
}

/** A dozen books over three venues; decimals and the order of trade numbers are those of the real books. */
export const INSTRUMENTS: readonly Instrument[] = [
  instrument("binance", "BTCUSDT", "BTC", 2, 5, 26, 3_735_683_259),
  instrument("binance", "ETHUSDT", "ETH", 2, 4, 18, 1_520_538_925),
  instrument("binance", "SOLUSDT", "SOL", 2, 3, 10, 902_114_608),
  instrument("binance", "XRPUSDT", "XRP", 4, 1, 7, 731_650_021),
  instrument("binance", "BNBUSDT", "BNB", 2, 3, 5, 884_020_377),
  instrument("coinbase", "BTC-USD", "BTC", 2, 8, 9, 712_430_118),
  instrument("coinbase", "ETH-USD", "ETH", 2, 8, 7, 580_218_440),
  instrument("coinbase", "SOL-USD", "SOL", 2, 8, 4, 190_044_871),
  instrument("kraken", "BTC/USD", "BTC", 1, 8, 5, 70_635_251, "XXBTZUSD"),
  instrument("kraken", "ETH/USD", "ETH", 2, 8, 4, 48_910_443, "XETHZUSD"),
  instrument("kraken", "SOL/USD", "SOL", 2, 8, 3, 12_087_310, "SOLUSD"),
  instrument("kraken", "XRP/USD", "XRP", 5, 8, 2, 31_402_766, "XXRPZUSD"),
];
