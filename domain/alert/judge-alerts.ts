import type { AlertFacts } from "./facts";
import { deadLetterFlood } from "./rules/dead-letter-flood";
import { feedStale } from "./rules/feed-stale";
import { gapOpen } from "./rules/gap-open";
import {
  consumerStalled,
  lagGrowing,
  ledgerImbalance,
  partitionHalted,
  recordsLost,
} from "./rules/partition";
import { kafkaAway, workerLost } from "./rules/process";
import type { AlertKind, Finding } from "./types";

/** One rule a kind; `database-away` cannot be judged from a database, the maintainer sees to it itself. */
const RULES: Readonly<Record<Exclude<AlertKind, "database-away">, (facts: AlertFacts) => Finding[]>> = {
  "partition-halted": partitionHalted,
  "ledger-imbalance": ledgerImbalance,
  "records-lost": recordsLost,
  "kafka-away": kafkaAway,
  "worker-lost": workerLost,
  "consumer-stalled": consumerStalled,
  "lag-growing": lagGrowing,
  "feed-stale": feedStale,
  "dead-letter-flood": deadLetterFlood,
  "gap-open": gapOpen,
};

/** Everything that is wrong in these facts. */
export function judgeAlerts(facts: AlertFacts): Finding[] {
  return Object.values(RULES).flatMap((rule) => rule(facts));
}
