import { randomUUID } from "node:crypto";
import pino from "pino";
import type { Sql } from "@/db/client";
import type { Simulator } from "@/dev/simulator/api";
import { defaultSymbols } from "../config";
import { type ExchangeName, exchangeNames, type FeedExchange } from "../exchange";
import { type Feed, type StartFeedOptions, startFeed } from "../start-feed";

/** The simulator's three exchanges, as the feed wants them. */
export function sourcesOf(simulator: Simulator): FeedExchange[] {
  const { binanceWs, coinbaseWs, krakenWs } = simulator.urls;
  const wsUrl: Record<ExchangeName, string> = { binance: binanceWs, coinbase: coinbaseWs, kraken: krakenWs };
  return exchangeNames.map((exchange) => ({
    exchange,
    wsUrl: wsUrl[exchange],
    symbols: defaultSymbols[exchange],
  }));
}

type RigOptions = Pick<StartFeedOptions, "exchanges" | "brokers"> & Partial<StartFeedOptions>;

/** Starts a feed on topics of its own, quicker to record and to come back than the real one. */
export async function startRig(options: RigOptions) {
  const run = randomUUID();
  const topicOf = (exchange: ExchangeName) => `test.${run}.${exchange}.raw`;
  const feed = await startFeed({
    workerId: "feed-test",
    log: pino({ level: "fatal" }),
    topicOf,
    ...options,
    tuning: { journalMs: 100, backoffBaseMs: 50, ...options.tuning },
  });
  return { feed, topicOf };
}

export function allOpen(feed: Feed): boolean {
  return feed.stats().every(({ state }) => state === "open");
}

/** The exchange's row; the time in milliseconds. */
export async function connectionOf(sql: Sql, exchange: ExchangeName) {
  const [row] = await sql<
    { state: string; reconnects: bigint; frames: bigint; reason: string | null; last: number | null }[]
  >`SELECT state, reconnects, frames, reason, extract(epoch FROM last_message_at)::float8 * 1000 AS last
    FROM feed_connections WHERE exchange = ${exchange}`;
  return row;
}

/** The exchange's outages, oldest first; times in milliseconds. */
export function outagesOf(sql: Sql, exchange: ExchangeName) {
  return sql<{ disconnected: number; reconnected: number | null; reason: string }[]>`
    SELECT extract(epoch FROM disconnected_at)::float8 * 1000 AS disconnected,
      extract(epoch FROM reconnected_at)::float8 * 1000 AS reconnected, reason
    FROM feed_outages WHERE exchange = ${exchange} ORDER BY id`;
}
