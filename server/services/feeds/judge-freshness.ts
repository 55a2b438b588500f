import type { Micros } from "@/domain/time/micros";

/**
 * - `live`: trades arrive
 * - `quiet`: connected, yet no trade for a while: the market may be still
 * - `stale`: a feed that should run does not deliver
 * - `replayed`: no feed worker serves it; its records come from captures or elsewhere
 */
export const FRESHNESS = ["live", "quiet", "stale", "replayed"] as const;
export type Freshness = (typeof FRESHNESS)[number];

const FRESH_MICROS = 15_000_000;
const STALE_MICROS = 60_000_000;

export interface FeedFacts {
  state: string | null;
  lastTradeAt: Micros | null;
  lastMessageAt: Micros | null;
}

/** How fresh a feed is, from the newer of its last trade and its last message. */
export function judgeFreshness(feed: FeedFacts, now: Micros): Freshness {
  const tradeAge = feed.lastTradeAt === null ? Number.POSITIVE_INFINITY : now - feed.lastTradeAt;
  if (tradeAge <= FRESH_MICROS) return "live";
  if (feed.state === null) return "replayed";
  const messageAge = feed.lastMessageAt === null ? Number.POSITIVE_INFINITY : now - feed.lastMessageAt;
  return feed.state === "open" && messageAge <= STALE_MICROS ? "quiet" : "stale";
}
