import { connect, type Sql } from "@/db/client";
import { loadEnv } from "@/runtime/env";
import type { Log } from "@/runtime/log";
import { checkedUrl } from "./config";
import { createExchangeFeed } from "./connection/create-exchange-feed";
import type { ExchangeFeedStats } from "./connection/stats";
import { type ExchangeName, type FeedExchange, rawTopic } from "./exchange";
import { Journal } from "./journal/journal";
import { journalErrors } from "./metrics/k2-feed";
import { TopicWriter } from "./publish/topic-writer";
import { defaultTuning, type FeedTuning } from "./tuning";

export interface StartFeedOptions {
  exchanges: readonly FeedExchange[];
  /** `host:port` of at least one Kafka broker */
  brokers: readonly string[];
  /** a pool to share, or the URL to open one from */
  sql?: Sql;
  databaseUrl?: string;
  /** names this worker in `feed_connections` */
  workerId: string;
  log: Log;
  /** stops the feed, as `stop()` does */
  signal?: AbortSignal;
  tuning?: Partial<FeedTuning>;
  /** other topics than K2's, for tests that share a broker */
  topicOf?: (exchange: ExchangeName) => string;
}

export interface Feed {
  /** Closes the sockets, publishes what was received, records the end. Safe to call twice. */
  stop(): Promise<void>;
  stats(): ExchangeFeedStats[];
}

const MEASURE_MS = 1_000;
const END_SQL_SECONDS = 1;

/**
 * Receives the exchanges' trades and publishes each frame untouched to `market.crypto.trades.<exchange>.raw`, keyed by
 * instrument, with the header `k2-received-at` (microseconds since the epoch, in digits). Resolves at once: Kafka,
 * Postgres and the exchanges may be away, and come and go; each is waited for on its own.
 * @throws Error where nothing could ever work: no exchange, no symbol, a URL that may not be used
 */
export async function startFeed(options: StartFeedOptions): Promise<Feed> {
  const { exchanges, workerId, signal } = options;
  const tuning: FeedTuning = { ...defaultTuning, ...options.tuning };
  const log = options.log.child({ role: "feed" });
  checkExchanges(exchanges);
  const { sql, release } = database(options);
  const journal = new Journal({ sql, log, everyMs: tuning.journalMs, onError: () => journalErrors.inc({}) });
  const topicOf = options.topicOf ?? rawTopic;
  const feeds = exchanges.map((source) => {
    const { exchange } = source;
    const topic = topicOf(exchange);
    const feedLog = log.child({ exchange });
    const writer = new TopicWriter({
      brokers: options.brokers,
      clientId: `k2-feed-${exchange}`,
      topic,
      partitions: loadEnv().K2_TOPIC_PARTITIONS,
      log: feedLog,
    });
    return createExchangeFeed({ source, topic, writer, tuning, journal, log: feedLog, workerId });
  });
  for (const feed of feeds) feed.start();
  const measuring = setInterval(() => {
    for (const feed of feeds) feed.measure();
  }, MEASURE_MS);

  let stopping: Promise<void> | undefined;
  const stopAll = async (): Promise<void> => {
    await Promise.all(feeds.map((feed) => feed.stop()));
    clearInterval(measuring);
    for (const feed of feeds) feed.measure();
    await journal.stop();
    await release();
  };
  const stop = (): Promise<void> => {
    stopping ??= stopAll();
    return stopping;
  };
  if (signal?.aborted) await stop();
  signal?.addEventListener("abort", () => void stop(), { once: true });
  return { stop, stats: () => feeds.map((feed) => feed.stats()) };
}

function checkExchanges(exchanges: readonly FeedExchange[]): void {
  if (exchanges.length === 0) throw new Error("the feed needs at least one exchange");
  const seen = new Set<string>();
  for (const { exchange, wsUrl, symbols } of exchanges) {
    if (symbols.length === 0) throw new Error(`the ${exchange} feed needs at least one symbol`);
    if (seen.has(exchange)) throw new Error(`the ${exchange} feed is named twice`);
    seen.add(exchange);
    checkedUrl(exchange, wsUrl);
  }
}

function database(options: StartFeedOptions): { sql: Sql; release: () => Promise<void> } {
  if (options.sql !== undefined) return { sql: options.sql, release: async () => undefined };
  if (options.databaseUrl === undefined) throw new Error("the feed needs sql or databaseUrl");
  const socketDir = loadEnv().K2_DATABASE_SOCKET;
  const sql = connect({
    url: options.databaseUrl,
    socketDir,
    max: 1,
    applicationName: "k2-feed",
    statementTimeoutMs: 5_000,
  });
  return { sql, release: () => sql.end({ timeout: END_SQL_SECONDS }) };
}
