import { describe, expect, it } from "vitest";
import type { AlertFacts, FeedFact, PartitionFact, WorkerFact } from "./facts";
import { judgeAlerts } from "./judge-alerts";
import { silenceLimitSeconds } from "./rules/feed-stale";

const now = 1_790_000_000_000_000;
const ago = (seconds: number) => now - seconds * 1_000_000;
const calm: AlertFacts = {
  now,
  kafka: null,
  feeds: [],
  expectedFeeds: [],
  partitions: [],
  gaps: [],
  letters: [],
  workers: [],
};

const partition: PartitionFact = {
  topic: "market.crypto.trades.binance.raw",
  partition: 3,
  consumed: 10n,
  decoded: 8n,
  ignored: 1n,
  deadLettered: 1n,
  tradesDecoded: 8n,
  stored: 7n,
  duplicates: 1n,
  lost: 0n,
  haltedAt: null,
  haltReason: null,
  lastRecordAt: ago(1),
  movedAt: ago(1),
  sampledAt: ago(1),
  lag: 0,
  leastLag: 0,
  perSecond: 0,
  spanSeconds: 60,
};
const feed: FeedFact = {
  exchange: "kraken",
  state: "open",
  lastMessageAt: ago(1),
  connectedAt: ago(900),
  servedSince: ago(900),
  reason: null,
  tradesPerSecond: 10,
};
const worker: WorkerFact = {
  workerId: "ingest-1",
  roles: ["ingest", "feed"],
  host: "a",
  startedAt: ago(900),
  beatAt: ago(1),
  stoppedAt: null,
};
const kinds = (facts: Partial<AlertFacts>) =>
  judgeAlerts({ ...calm, ...facts }).map((one) => `${one.kind} ${one.severity}`);

describe("judgeAlerts", () => {
  it("finds nothing where all is well", () => {
    expect(kinds({ feeds: [feed], partitions: [partition], workers: [worker] })).toEqual([]);
  });

  it.each<[string, Partial<PartitionFact>, string[]]>([
    ["halted", { haltedAt: ago(5), haltReason: "a flood" }, ["partition-halted critical"]],
    ["a record without a place", { consumed: 11n }, ["ledger-imbalance critical"]],
    ["a trade without a place", { stored: 6n }, ["ledger-imbalance critical"]],
    ["deleted unread", { lost: 3n }, ["records-lost critical"]],
    ["unread for long", { lag: 5, leastLag: 5, movedAt: ago(31) }, ["consumer-stalled critical"]],
    ["unread for a moment", { lag: 5, leastLag: 5, movedAt: ago(29) }, []],
    ["just come to a quiet partition", { lag: 5, movedAt: ago(900) }, []],
    ["sampled for a moment only", { lag: 5, leastLag: 5, movedAt: ago(900), spanSeconds: 4 }, []],
    ["growing and behind", { lag: 900, perSecond: 15, lastRecordAt: ago(11) }, ["lag-growing warning"]],
    ["growing, read at once", { lag: 900, perSecond: 15, lastRecordAt: ago(2) }, []],
    ["a huge lag", { lag: 1_000_001 }, ["lag-growing critical"]],
    ["a huge lag that shrinks", { lag: 1_000_001, perSecond: -40_000 }, []],
  ])("%s", (_, change, expected) => {
    expect(kinds({ partitions: [{ ...partition, ...change }] })).toEqual(expected);
  });

  it("does not call a consumer stalled while Kafka is away", () => {
    const kafka = { awaySince: ago(5), reachedAt: ago(7), error: "ECONNREFUSED" };
    const partitions = [{ ...partition, lag: 5, leastLag: 5, movedAt: ago(60) }];
    expect(kinds({ kafka, partitions })).toEqual(["kafka-away critical"]);
    // A look that failed, just now, after one that was answered.
    expect(kinds({ kafka: { ...kafka, awaySince: ago(0), reachedAt: ago(4) } })).toEqual([]);
    expect(kinds({ kafka: { ...kafka, awaySince: ago(0), reachedAt: ago(5) } })).toEqual([
      "kafka-away critical",
    ]);
    // Never reached at all.
    expect(kinds({ kafka: { ...kafka, awaySince: ago(4), reachedAt: null } })).toEqual([]);
  });

  it("judges a feed's silence by its own rate", () => {
    expect([silenceLimitSeconds(1_000), silenceLimitSeconds(0.5), silenceLimitSeconds(null)]).toEqual([
      6, 40, 300,
    ]);
    expect(kinds({ feeds: [{ ...feed, lastMessageAt: ago(9) }] })).toEqual(["feed-stale warning"]);
    expect(kinds({ feeds: [{ ...feed, lastMessageAt: ago(9), tradesPerSecond: 0.5 }] })).toEqual([]);
    expect(kinds({ feeds: [{ ...feed, lastMessageAt: ago(90), state: "stopped" }] })).toEqual([]);
    expect(kinds({ feeds: [{ ...feed, lastMessageAt: ago(90) }] })).toEqual(["feed-stale critical"]);
  });

  it("tells of a feed that never connected, once it had the time to", () => {
    const never: FeedFact = {
      ...feed,
      state: "waiting",
      reason: "connect-failed: HTTP 451",
      lastMessageAt: null,
      connectedAt: null,
      tradesPerSecond: null,
    };
    const tried = (seconds: number) => [{ ...never, servedSince: ago(seconds) }];
    expect(kinds({ feeds: tried(30) })).toEqual([]);
    expect(kinds({ feeds: tried(31) })).toEqual(["feed-stale warning"]);
    expect(kinds({ feeds: tried(301) })).toEqual(["feed-stale critical"]);
    expect(kinds({ feeds: [{ ...never, servedSince: null }] })).toEqual([]);
    expect(kinds({ feeds: [{ ...never, state: "stopped" }] })).toEqual([]);
    const [finding] = judgeAlerts({ ...calm, feeds: tried(31) });
    expect(finding?.message).toContain("HTTP 451");
  });

  it("tells of a feed that is configured and that no worker ever served", () => {
    const expectedFeeds = ["kraken", "binance"];
    const since = (seconds: number) => [{ ...worker, startedAt: ago(seconds) }];
    expect(kinds({ expectedFeeds, feeds: [feed], workers: since(31) })).toEqual(["feed-stale warning"]);
    expect(judgeAlerts({ ...calm, expectedFeeds, workers: since(31) }).map((one) => one.subject)).toEqual([
      "kraken",
      "binance",
    ]);
    expect(kinds({ expectedFeeds, workers: since(30) })).toEqual([]);
    expect(kinds({ expectedFeeds, workers: [{ ...worker, stoppedAt: ago(1) }] })).toEqual([]);
  });

  it("misses a worker until another takes its roles on its host", () => {
    const lost = { ...worker, beatAt: ago(9) };
    const next = { ...worker, workerId: "ingest-2", startedAt: ago(4) };
    expect(kinds({ workers: [lost] })).toEqual(["worker-lost critical"]);
    expect(kinds({ workers: [{ ...lost, stoppedAt: ago(9) }] })).toEqual([]);
    expect(kinds({ workers: [lost, { ...next, roles: ["ingest"] }] })).toEqual(["worker-lost critical"]);
    expect(kinds({ workers: [lost, { ...next, host: "b" }] })).toEqual(["worker-lost critical"]);
    expect(kinds({ workers: [lost, { ...next, roles: ["ingest", "feed", "replay"] }] })).toEqual([]);
  });

  it("takes a gap that is large or old, and a flood by its ratio", () => {
    const gap = { exchange: "binance", market: "spot", symbol: "BTCUSDT", gaps: 1 };
    const gaps = [
      { ...gap, missing: 10n, oldestAt: ago(60) },
      { ...gap, missing: 11n, oldestAt: ago(60) },
      { ...gap, missing: 1n, oldestAt: ago(901) },
      { ...gap, missing: 11n, oldestAt: ago(901) },
    ];
    expect(kinds({ gaps })).toEqual(["gap-open warning", "gap-open warning", "gap-open critical"]);
    const letters = [
      { topic: "t", letters: 19, records: 100 },
      { topic: "t", letters: 20, records: 2_000 },
      { topic: "t", letters: 21, records: 2_000 },
      { topic: "t", letters: 20, records: 0 },
    ];
    expect(kinds({ letters })).toEqual(["dead-letter-flood warning", "dead-letter-flood critical"]);
  });
});
