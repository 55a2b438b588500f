import type { AlertFacts } from "../facts";
import type { Finding } from "../types";

const SHORTEST_SECONDS = 8;
const LONGEST_SECONDS = 300;
/** at a steady rate, a silence of 20 mean intervals happens by chance once in 500 million */
const INTERVALS = 20;

/** How long a feed may be silent: by its own rate, so that a quiet market does not cry wolf. */
export function silenceLimitSeconds(tradesPerSecond: number | null): number {
  if (tradesPerSecond === null || tradesPerSecond <= 0) return LONGEST_SECONDS;
  return Math.min(Math.max(INTERVALS / tradesPerSecond, SHORTEST_SECONDS), LONGEST_SECONDS);
}

/** A feed that should deliver and does not: connected and silent, or not connected at all. */
export function feedStale({ feeds, now }: AlertFacts): Finding[] {
  return feeds.flatMap((feed): Finding[] => {
    if (feed.state === "stopped") return [];
    const since = feed.lastMessageAt ?? feed.connectedAt;
    if (since === null) return [];
    const silentSeconds = (now - since) / 1e6;
    const limit = silenceLimitSeconds(feed.tradesPerSecond);
    if (silentSeconds <= limit) return [];
    const shown = Math.floor(silentSeconds);
    return [
      {
        kind: "feed-stale",
        subject: feed.exchange,
        severity: silentSeconds > 10 * limit ? "critical" : "warning",
        message: `${feed.exchange} has sent nothing for ${shown} s; at its usual rate ${Math.ceil(limit)} s are the limit. Its socket is ${feed.state}${feed.reason === null ? "" : `: ${feed.reason}`}.`,
        evidence: {
          state: feed.state,
          silentSeconds: shown,
          limitSeconds: Math.ceil(limit),
          usualTradesPerSecond: feed.tradesPerSecond,
          reason: feed.reason,
        },
      },
    ];
  });
}
