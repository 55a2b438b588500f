import { workerCondition } from "../../worker/worker-condition";
import type { AlertFacts, FeedFact } from "../facts";
import type { Finding } from "../types";

const SHORTEST_SECONDS = 6;
const LONGEST_SECONDS = 300;
/** at a steady rate, a silence of 20 mean intervals happens by chance once in 500 million */
const INTERVALS = 20;
/** connecting and subscribing take a second or two; an exchange that refuses is tried again all the while */
const NEVER_SECONDS = 30;

/** How long a feed may be silent: by its own rate, so that a quiet market does not cry wolf. */
export function silenceLimitSeconds(tradesPerSecond: number | null): number {
  if (tradesPerSecond === null || tradesPerSecond <= 0) return LONGEST_SECONDS;
  return Math.min(Math.max(INTERVALS / tradesPerSecond, SHORTEST_SECONDS), LONGEST_SECONDS);
}

/** A feed that should deliver and does not: connected and silent, never connected, or expected and not there at all. */
export function feedStale(facts: AlertFacts): Finding[] {
  return [...silentFeeds(facts), ...unservedFeeds(facts)];
}

function silentFeeds({ feeds, now }: AlertFacts): Finding[] {
  return feeds.flatMap((feed): Finding[] => {
    if (feed.state === "stopped") return [];
    const since = feed.lastMessageAt ?? feed.connectedAt;
    if (since === null) return neverConnected(feed, now);
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

function neverConnected({ exchange, state, reason, servedSince }: FeedFact, now: number): Finding[] {
  const seconds = servedSince === null ? 0 : Math.floor((now - servedSince) / 1e6);
  if (seconds <= NEVER_SECONDS) return [];
  return [
    {
      kind: "feed-stale",
      subject: exchange,
      severity: seconds > 10 * NEVER_SECONDS ? "critical" : "warning",
      message: `${exchange} has never been connected: its feed has tried for ${seconds} s (limit ${NEVER_SECONDS} s). Its socket is ${state}${reason === null ? "" : `: ${reason}`}.`,
      evidence: { state, neverConnected: true, triedSeconds: seconds, limitSeconds: NEVER_SECONDS, reason },
    },
  ];
}

/** Configured, and no worker has ever served it: there is no connection whose silence could tell. */
function unservedFeeds({ expectedFeeds, feeds, workers, now }: AlertFacts): Finding[] {
  const running = workers.filter((one) => workerCondition(one, now) === "running");
  const since = Math.min(...running.map((one) => one.startedAt));
  const seconds = Math.floor((now - since) / 1e6);
  if (running.length === 0 || seconds <= NEVER_SECONDS) return [];
  return expectedFeeds
    .filter((exchange) => feeds.every((one) => one.exchange !== exchange))
    .map((exchange) => ({
      kind: "feed-stale",
      subject: exchange,
      severity: "warning",
      message: `${exchange} is configured (K2_${exchange.toUpperCase()}_WS_URL), and no worker has ever served it, though workers have run for ${seconds} s (limit ${NEVER_SECONDS} s): start one with the role feed.`,
      evidence: { neverServed: true, workersRunSeconds: seconds, limitSeconds: NEVER_SECONDS },
    }));
}
