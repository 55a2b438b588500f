import { connect, type Sql } from "@/db/client";
import { loadEnv } from "@/runtime/env";
import type { Log } from "@/runtime/log";
import { nowMicros } from "./clock";
import { checkedUrl } from "./config";
import { ExchangeFeed } from "./connection/exchange-feed";
import { Outages } from "./connection/outages";
import type { ExchangeFeedStats } from "./connection/stats";
import { type FeedExchange, rawTopic } from "./exchange";
import { Journal } from "./journal/journal";
import { FeedMeter } from "./metrics/feed-meter";
import { journalErrors } from "./metrics/k2-feed";
import { protocolOf } from "./protocols/protocol-of";
import { Publisher } from "./publish/publisher";
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
  const feeds = exchanges.map((source) =>
    createExchangeFeed({ source, options, tuning, journal, log, workerId }),
  );
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

function createExchangeFeed(parts: {
  source: FeedExchange;
  options: StartFeedOptions;
  tuning: FeedTuning;
  journal: Journal;
  log: Log;
  workerId: string;
}): ExchangeFeed {
  const { source, options, tuning, journal, workerId } = parts;
  const { exchange } = source;
  const log = parts.log.child({ exchange });
  const topic = rawTopic(exchange);
  const partitions = loadEnv().K2_TOPIC_PARTITIONS;
  const meter = new FeedMeter({ exchange, topic, symbols: source.symbols });
  const outages = new Outages((outage) => journal.outage({ exchange, ...outage }));
  const writer = new TopicWriter({
    brokers: options.brokers,
    clientId: `k2-feed-${exchange}`,
    topic,
    partitions,
    log,
  });
  const publisher = new Publisher({
    writer,
    tuning,
    log,
    events: {
      published: (frames, seconds, oldestMicros) => {
        feed.published(frames);
        meter.published(frames, seconds, (nowMicros() - oldestMicros) / 1e6);
      },
      failed: (type) => meter.publishFailed(type),
      lost: (frames, reason) => {
        feed.lost(frames);
        meter.lost(frames, reason);
      },
      pressure: (full) => feed.pressure(full),
    },
  });
  const feed: ExchangeFeed = new ExchangeFeed({
    source,
    url: checkedUrl(exchange, source.wsUrl),
    protocol: protocolOf(exchange),
    workerId,
    tuning,
    publisher,
    outages,
    meter,
    log,
    onChange: () => journal.touch(),
  });
  journal.add({
    exchange,
    connection: () => feed.connection(),
    resumedFrom: (micros) => outages.resumedFrom(micros),
  });
  return feed;
}
