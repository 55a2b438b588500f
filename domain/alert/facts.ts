import type { LagCourse } from "../lag/lag-trend";
import type { PartitionCounts } from "../ledger/balance";
import type { Micros } from "../time/micros";

/** All that the rules judge by, read at one moment. */
export interface AlertFacts {
  now: Micros;
  kafka: { awaySince: Micros | null; reachedAt: Micros | null; error: string | null } | null;
  feeds: readonly FeedFact[];
  /** exchanges that the configuration names, whether or not a worker has ever served them */
  expectedFeeds: readonly string[];
  partitions: readonly PartitionFact[];
  gaps: readonly GapFact[];
  letters: readonly LetterFact[];
  workers: readonly WorkerFact[];
}

export interface FeedFact {
  exchange: string;
  state: string;
  lastMessageAt: Micros | null;
  connectedAt: Micros | null;
  /** when the worker that serves it started; null where that is not known */
  servedSince: Micros | null;
  reason: string | null;
  /** trades a second over the last minutes, the silent end not counted; null where there were none */
  tradesPerSecond: number | null;
}

export interface PartitionFact extends PartitionCounts, LagCourse {
  topic: string;
  partition: number;
  lost: bigint;
  haltedAt: Micros | null;
  haltReason: string | null;
  /** Kafka's timestamp of the last record that was read */
  lastRecordAt: Micros | null;
  movedAt: Micros | null;
  /** the smallest lag of the last half minute: above 0, something has waited all that time */
  leastLag: number;
  /** when the topic's end was last asked for; null where nobody samples */
  sampledAt: Micros | null;
}

export interface GapFact {
  exchange: string;
  market: string;
  symbol: string;
  gaps: number;
  missing: bigint;
  oldestAt: Micros;
}

/** Of the last minute. */
export interface LetterFact {
  topic: string;
  letters: number;
  records: number;
}

export interface WorkerFact {
  workerId: string;
  roles: readonly string[];
  host: string;
  startedAt: Micros;
  beatAt: Micros;
  stoppedAt: Micros | null;
}
