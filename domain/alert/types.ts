/** What an alert can be about. Each has a runbook of its name in docs/runbooks/. */
export const ALERT_KINDS = [
  "partition-halted",
  "ledger-imbalance",
  "records-lost",
  "kafka-away",
  "database-away",
  "worker-lost",
  "consumer-stalled",
  "lag-growing",
  "feed-stale",
  "dead-letter-flood",
  "gap-open",
] as const;
export type AlertKind = (typeof ALERT_KINDS)[number];

const SEVERITIES = ["info", "warning", "critical"] as const;
export type Severity = (typeof SEVERITIES)[number];

/** What the facts of one moment show. One subject of a kind has one alert, however long it lasts. */
export interface Finding {
  kind: AlertKind;
  /** a topic partition, an instrument, an exchange, a worker */
  subject: string;
  severity: Severity;
  /** a plain sentence with the value and the limit */
  message: string;
  /** the facts that the rule judged by */
  evidence: Record<string, string | number | boolean | null>;
}
