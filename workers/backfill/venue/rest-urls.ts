import { HISTORY_VENUES, type HistoryVenue } from "@/domain/gap/backfill/venues";
import type { Env } from "@/runtime/env";

/** How one venue's history is reached. */
export interface VenueAccess {
  url: string;
  apiKey: string | null;
}

const LIVE: Readonly<Record<HistoryVenue, string>> = {
  binance: "https://api.binance.com",
  coinbase: "https://api.exchange.coinbase.com",
  kraken: "https://api.kraken.com",
};

/**
 * The venues' REST addresses: the one that its variable names, else the venue's own. A key is never sent in the clear:
 * a plain `http:` is for this machine only.
 * @throws Error naming the variable and what it must be
 */
export function venueAccess(
  env: Pick<
    Env,
    "K2_BINANCE_REST_URL" | "K2_COINBASE_REST_URL" | "K2_KRAKEN_REST_URL" | "K2_BINANCE_API_KEY"
  >,
): Record<HistoryVenue, VenueAccess> {
  const given = {
    binance: env.K2_BINANCE_REST_URL,
    coinbase: env.K2_COINBASE_REST_URL,
    kraken: env.K2_KRAKEN_REST_URL,
  };
  const access = (venue: HistoryVenue): VenueAccess => {
    const url = new URL(given[venue] ?? LIVE[venue]);
    const local = ["127.0.0.1", "localhost", "[::1]"].includes(url.hostname);
    if (url.protocol !== "https:" && !(url.protocol === "http:" && local))
      throw new Error(
        `K2_${venue.toUpperCase()}_REST_URL=${url.href} cannot be used: it must be https://…, or http:// on this machine`,
      );
    return {
      url: url.href.replace(/\/$/, ""),
      apiKey: venue === "binance" ? (env.K2_BINANCE_API_KEY ?? null) : null,
    };
  };
  const [binance, coinbase, kraken] = HISTORY_VENUES.map(access);
  if (!binance || !coinbase || !kraken) throw new Error("every venue has an address");
  return { binance, coinbase, kraken };
}
