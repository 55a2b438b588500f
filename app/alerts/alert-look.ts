import type { ApiOutput } from "@/app/lib/trpc/types";
import type { Tone } from "@/app/ui/tone";

export type Alert = ApiOutput["alerts"]["list"]["alerts"][number];

export const SEVERITY: Record<Alert["severity"], { tone: Tone; word: string }> = {
  critical: { tone: "bad", word: "Critical" },
  warning: { tone: "warn", word: "Warning" },
  info: { tone: "info", word: "Notice" },
};

export const STATE: Record<Alert["state"], string> = {
  firing: "Firing",
  acknowledged: "Acknowledged",
  silenced: "Silenced",
  resolved: "Resolved",
};

const KIND: Record<string, string> = {
  "partition-halted": "Partition halted",
  "ledger-imbalance": "Ledger imbalance",
  "records-lost": "Records lost",
  "kafka-away": "Kafka away",
  "database-away": "Database away",
  "worker-lost": "Worker lost",
  "consumer-stalled": "Consumer stalled",
  "lag-growing": "Lag growing",
  "feed-stale": "Feed stale",
  "dead-letter-flood": "Dead-letter flood",
  "gap-open": "Gap open",
};

export const kindWord = (kind: string): string => KIND[kind] ?? kind;

/** Where one repairs what an alert is about. */
export const PLACE: Record<string, { path: string; word: string }> = {
  "partition-halted": { path: "/dead-letters", word: "Open the dead letters" },
  "ledger-imbalance": { path: "/pipeline", word: "Open the partition's account" },
  "records-lost": { path: "/pipeline", word: "Open the pipeline" },
  "kafka-away": { path: "/pipeline", word: "Open the pipeline" },
  "worker-lost": { path: "/pipeline", word: "Open the workers" },
  "consumer-stalled": { path: "/pipeline", word: "Open the pipeline" },
  "lag-growing": { path: "/pipeline", word: "Open the pipeline" },
  "feed-stale": { path: "/pipeline", word: "Open the feeds" },
  "dead-letter-flood": { path: "/dead-letters", word: "Open the dead letters" },
  "gap-open": { path: "/gaps", word: "Open the gaps" },
};
