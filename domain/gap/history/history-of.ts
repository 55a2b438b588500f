import type { HistoryVenue } from "../backfill/venues";
import { binanceHistory } from "./binance-history";
import { coinbaseHistory } from "./coinbase-history";
import { krakenHistory } from "./kraken-history";
import type { VenueHistory } from "./venue-history";

const histories: Readonly<Record<HistoryVenue, VenueHistory>> = {
  binance: binanceHistory,
  coinbase: coinbaseHistory,
  kraken: krakenHistory,
};

export function historyOf(venue: HistoryVenue): VenueHistory {
  return histories[venue];
}
