import { lagTrend } from "../../lag/lag-trend";
import { isPartitionBalanced } from "../../ledger/balance";
import type { AlertFacts, PartitionFact } from "../facts";
import type { Finding } from "../types";

const STALLED_SECONDS = 30;
const GROWING_SECONDS = 10;
/** K2's ConsumerLagCritical */
const HUGE_LAG = 1_000_000;

const nameOf = (one: PartitionFact) => `${one.topic}/${one.partition}`;

/** Ingest stopped at a flood, and waits for a person. */
export function partitionHalted({ partitions }: AlertFacts): Finding[] {
  return partitions.flatMap((one): Finding[] =>
    one.haltedAt === null
      ? []
      : [
          {
            kind: "partition-halted",
            subject: nameOf(one),
            severity: "critical",
            message: one.haltReason ?? `${nameOf(one)} is halted.`,
            evidence: { nextUnread: one.lag, lost: one.lost.toString() },
          },
        ],
  );
}

/** The account of a partition does not come out even: a fault of ours. */
export function ledgerImbalance({ partitions }: AlertFacts): Finding[] {
  return partitions.flatMap((one): Finding[] => {
    if (isPartitionBalanced(one)) return [];
    const records = one.consumed - one.decoded - one.deadLettered - one.ignored;
    const trades = one.tradesDecoded - one.stored - one.duplicates;
    return [
      {
        kind: "ledger-imbalance",
        subject: nameOf(one),
        severity: "critical",
        message: `The account of ${nameOf(one)} does not balance: ${records} records and ${trades} trades have no place.`,
        evidence: {
          consumed: one.consumed.toString(),
          decoded: one.decoded.toString(),
          deadLettered: one.deadLettered.toString(),
          ignored: one.ignored.toString(),
          tradesDecoded: one.tradesDecoded.toString(),
          stored: one.stored.toString(),
          duplicates: one.duplicates.toString(),
        },
      },
    ];
  });
}

/** Kafka deleted records before they were read. */
export function recordsLost({ partitions }: AlertFacts): Finding[] {
  return partitions.flatMap((one): Finding[] =>
    one.lost === 0n
      ? []
      : [
          {
            kind: "records-lost",
            subject: nameOf(one),
            severity: "critical",
            message: `Kafka deleted ${one.lost} records of ${nameOf(one)} before they were read: its retention is shorter than our outage was.`,
            evidence: { lost: one.lost.toString() },
          },
        ],
  );
}

/** Records wait and nobody reads them. While Kafka is away nothing is known of that. */
export function consumerStalled({ partitions, kafka, now }: AlertFacts): Finding[] {
  if (kafka !== null && kafka.awaySince !== null) return [];
  return partitions.flatMap((one): Finding[] => {
    if (one.haltedAt !== null || one.lag <= 0 || one.sampledAt === null || one.movedAt === null) return [];
    const stillSeconds = Math.floor((now - one.movedAt) / 1e6);
    // A quiet partition has not moved for long either: what came only just now is not overdue.
    if (stillSeconds < STALLED_SECONDS || one.leastLag <= 0 || one.spanSeconds < STALLED_SECONDS) return [];
    return [
      {
        kind: "consumer-stalled",
        subject: nameOf(one),
        severity: "critical",
        message: `${one.lag} records of ${nameOf(one)} wait, and none was read for ${stillSeconds} s (limit ${STALLED_SECONDS} s): no worker reads it.`,
        evidence: { lag: one.lag, stillSeconds },
      },
    ];
  });
}

/** More comes than is stored. */
export function lagGrowing({ partitions, now }: AlertFacts): Finding[] {
  return partitions.flatMap((one): Finding[] => {
    if (one.haltedAt !== null || one.sampledAt === null) return [];
    const trend = lagTrend(one);
    const behindSeconds = one.lastRecordAt === null ? 0 : Math.floor((now - one.lastRecordAt) / 1e6);
    const growing = trend.kind === "growing" && behindSeconds >= GROWING_SECONDS;
    if (!growing && !(one.lag > HUGE_LAG && trend.kind !== "shrinking")) return [];
    const perSecond = trend.kind === "growing" ? Math.round(trend.perSecond) : 0;
    return [
      {
        kind: "lag-growing",
        subject: nameOf(one),
        severity: one.lag > HUGE_LAG ? "critical" : "warning",
        message: `${nameOf(one)} is ${one.lag} records (${behindSeconds} s) behind, and ${perSecond} more each second; growing past ${GROWING_SECONDS} s warns, past ${HUGE_LAG} records is critical.`,
        evidence: { lag: one.lag, perSecond, behindSeconds },
      },
    ];
  });
}
