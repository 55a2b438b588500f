/**
 * The way of a trade, cut where its time is known: the exchange's own time, Kafka's timestamp (set by the feed when it
 * publishes), the fetch by a worker, the commit. `total` is measured by itself, on every trade: percentiles of parts
 * do not add up to those of the whole.
 */
export const STAGES = ["exchange-kafka", "kafka-fetched", "fetched-committed", "total"] as const;
export type Stage = (typeof STAGES)[number];

/** What K2 allows a trade, in ms (its `platform-positioning.md`): only the stages that we measure. */
export interface Budget {
  p50: number;
  p99: number;
  p999: number;
}

export const BUDGET: Readonly<Record<Stage, Budget>> = {
  // K2's producer and broker; the network from the exchange to us is in it, and is not K2's.
  "exchange-kafka": { p50: 15, p99: 30, p999: 70 },
  "kafka-fetched": { p50: 10, p99: 20, p999: 50 },
  "fetched-committed": { p50: 100, p99: 200, p999: 500 },
  total: { p50: 125, p99: 250, p999: 620 },
};
