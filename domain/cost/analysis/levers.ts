import type { Lever } from "./lever-savings";

/** The levers worth showing beside each other. None of them needs a low-confidence price; those that do are listed apart. */
export const LEVERS: readonly Lever[] = [
  {
    id: "rack-aware",
    title: "Rack-aware fetch",
    tradeOff: "needs client.rack in every consumer; a lagging replica is read a little later",
    change: () => ({ rackAware: true }),
  },
  {
    id: "kafka-compression",
    title: "Kafka compression doubled",
    tradeOff: "larger batches or a slower codec: latency and producer CPU",
    change: ({ kafkaCompression }) => ({ kafkaCompression: kafkaCompression * 2 }),
  },
  {
    id: "storage-compression",
    title: "Columnar compression doubled",
    tradeOff: "sorting within files and a stronger codec: writer CPU",
    change: ({ storageCompression }) => ({ storageCompression: storageCompression * 2 }),
  },
  {
    id: "fan-out",
    title: "One consumer group fewer",
    tradeOff: "two consumers share one reading of the stream",
    change: ({ consumerGroups }) => ({ consumerGroups: Math.max(0, consumerGroups - 1) }),
  },
  {
    id: "kafka-retention",
    title: "Kafka retention halved",
    tradeOff: "half the time to repair an outage from Kafka",
    change: ({ kafkaRetentionHours }) => ({ kafkaRetentionHours: kafkaRetentionHours / 2 }),
  },
  {
    id: "small-brokers",
    title: "Brokers of size large",
    tradeOff: "more brokers to roll, less headroom each, and a limit on their number",
    change: () => ({ brokerSize: "large" }),
  },
  {
    id: "deep-archive",
    title: "Deep Archive instead of Instant Retrieval",
    tradeOff: "hours to read, 180 days billed at least",
    change: () => ({ glacierClass: "deep" }),
  },
  {
    id: "standard-to-ia",
    title: "Straight to Infrequent Access",
    tradeOff: "each read is billed; not modelled here",
    change: ({ standardMonths, iaMonths }) => ({ standardMonths: 0, iaMonths: iaMonths + standardMonths }),
  },
  {
    id: "commit-interval",
    title: "Commit every 5 minutes",
    tradeOff: "tables are up to 5 minutes old",
    change: () => ({ commitSeconds: 300 }),
  },
  {
    id: "row-retention",
    title: "Hot store kept half as long",
    tradeOff: "older questions go to the lake",
    change: ({ dbRetentionDays }) => ({ dbRetentionDays: Math.max(1, dbRetentionDays / 2) }),
  },
  {
    id: "scan",
    title: "Scanned bytes halved",
    tradeOff: "partitions and column choice must fit the queries",
    change: ({ scanFactor }) => ({ scanFactor: scanFactor / 2 }),
  },
];

/** Levers whose price or discount is only remembered: an upper bound of the saving, until a quote replaces it. */
export const UNVERIFIED_LEVERS: readonly Lever[] = [
  {
    id: "spot",
    title: "Half of the worker hours on Spot",
    tradeOff: "workers are interrupted; the group rebalances",
    change: () => ({ spotCoverage: 0.5 }),
  },
  {
    id: "savings-plan",
    title: "Savings Plan on half of the compute",
    tradeOff: "one or three years' commitment; brokers cannot be covered",
    change: () => ({ savingsPlanCoverage: 0.5 }),
  },
  {
    id: "tiered",
    title: "Remote tier for all but 6 hours",
    tradeOff: "old segments are read slower; three days at least are reported",
    change: ({ kafkaRetentionHours }) => ({ tieredDays: kafkaRetentionHours / 24, kafkaRetentionHours: 6 }),
  },
  {
    id: "express",
    title: "Express brokers",
    tradeOff: "replication factor 3 and settings fixed; storage may be billed three times",
    change: () => ({ brokerKind: "express", brokerFamily: "m7g" }),
  },
];
