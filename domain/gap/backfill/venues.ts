/** The venues whose REST history is spoken, and what it costs there. */
export const HISTORY_VENUES = ["binance", "coinbase", "kraken"] as const;
export type HistoryVenue = (typeof HISTORY_VENUES)[number];

export interface VenueLimits {
  /** most rows of one call */
  rowsPerCall: number;
  /** what a call takes from the budget: request weight on Binance, one call elsewhere */
  weightPerCall: number;
  /** the budget refills so much a second … */
  weightPerSecond: number;
  /** … and holds at most this */
  burst: number;
  unit: "request weight" | "calls";
  /** the limit in the venue's own words, with the source */
  words: string;
  needsApiKey: boolean;
  apiKeyVariable: string | null;
}

/**
 * We stay at three quarters of each venue's limit, so that a burst and a refill together never pass it in any of the
 * venue's own windows: Binance counts a clock minute, and 1,500 + 60 × 75 = 6,000.
 */
export const VENUE_LIMITS: Readonly<Record<HistoryVenue, VenueLimits>> = {
  binance: {
    rowsPerCall: 1_000,
    weightPerCall: 25,
    weightPerSecond: 75,
    burst: 1_500,
    unit: "request weight",
    words:
      "6,000 request weight a minute and address; historicalTrades takes 25 (Binance Spot API, rest-api.md)",
    needsApiKey: true,
    apiKeyVariable: "K2_BINANCE_API_KEY",
  },
  coinbase: {
    rowsPerCall: 1_000,
    weightPerCall: 1,
    weightPerSecond: 7.5,
    burst: 2,
    unit: "calls",
    words: "10 calls a second and address (Coinbase Exchange REST, Rate limits)",
    needsApiKey: false,
    apiKeyVariable: null,
  },
  kraken: {
    rowsPerCall: 1_000,
    weightPerCall: 1,
    weightPerSecond: 0.75,
    burst: 3,
    unit: "calls",
    words: "about 1 call a second and address (Kraken REST, Rate limits: public endpoints)",
    needsApiKey: false,
    apiKeyVariable: null,
  },
};

/** The venue whose history has this market's trades under the same numbers; null where none is spoken. */
export function historyVenueOf(exchange: string, market: string): HistoryVenue | null {
  if (market !== "spot") return null;
  return HISTORY_VENUES.find((venue) => venue === exchange) ?? null;
}
