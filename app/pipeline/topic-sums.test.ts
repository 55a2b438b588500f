import { expect, it } from "vitest";
import { bytesText, spanText } from "./span-text";
import { type Partition, topicSums } from "./topic-sums";

const partition = (change: Partial<Partition>): Partition => ({
  id: 1,
  topic: "t",
  partition: 0,
  nextOffset: 0n,
  consumed: 0n,
  decoded: 0n,
  ignored: 0n,
  deadLettered: 0n,
  tradesDecoded: 0n,
  stored: 0n,
  duplicates: 0n,
  lost: 0n,
  accountedFor: true,
  lag: null,
  lagSeconds: null,
  trend: "unknown",
  trendPerSecond: null,
  etaSeconds: null,
  producedPerSecond: null,
  consumedPerSecond: null,
  lowOffset: null,
  endOffset: null,
  sampledAt: null,
  reader: null,
  lastRecordAt: null,
  movedAt: 0,
  haltedAt: null,
  haltReason: null,
  ...change,
});

it("adds up what adds up, takes the slowest of what does not, and leaves open what nobody sampled", () => {
  const sums = topicSums([
    partition({ consumed: 30n, lag: 5n, lagSeconds: 2, producedPerSecond: 10, consumedPerSecond: 8 }),
    partition({ consumed: 10n, lag: 7n, lagSeconds: 9, producedPerSecond: 1, consumedPerSecond: -0.2 }),
    partition({ topic: "u" }),
  ]);
  expect(sums).toEqual([
    { topic: "t", partitions: 2, lag: 12n, lagSeconds: 9, produced: 11, consumed: 7.8, skew: 1.5 },
    { topic: "u", partitions: 1, lag: null, lagSeconds: null, produced: null, consumed: null, skew: null },
  ]);
});

it("says sizes and spans in words", () => {
  expect([0n, 1_023n, 1_024n, 150_000n, 5_000_000_000_000n].map(bytesText)).toEqual([
    "0 B",
    "1023 B",
    "1.0 KiB",
    "146 KiB",
    "4.5 TiB",
  ]);
  expect([0.4, 1.6, 200].map(spanText)).toEqual(["under 1 s", "2 s", "3 min 20 s"]);
});
