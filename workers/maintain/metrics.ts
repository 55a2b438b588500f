import { getHeapStatistics } from "node:v8";
import type { AlertFacts } from "@/domain/alert/facts";
import { judgeAlerts } from "@/domain/alert/judge-alerts";
import { ALERT_KINDS } from "@/domain/alert/types";
import { degradation } from "@/domain/health/degradation";
import { gauge } from "@/runtime/metrics";
import { topicLabels } from "../ingest/topic-labels";

const partitionLabels = ["exchange", "asset_class", "topic", "partition", "consumer_group"] as const;

const alertsFiring = gauge({
  name: "k2_alerts_firing",
  help: "Alerts that the console's own rules find now, by kind.",
  labels: ["kind"],
});
// K2 defines these and never sets them.
const lagMessages = gauge({
  name: "k2_kafka_consumer_lag_messages",
  help: "Records of a partition that are in Kafka and not yet stored.",
  labels: partitionLabels,
});
const lagSeconds = gauge({
  name: "k2_kafka_consumer_lag_seconds",
  help: "Age of the last record stored of a partition that has a lag; 0 without one.",
  labels: partitionLabels,
});
const halted = gauge({
  name: "k2_ingest_partitions_halted",
  help: "Partitions that wait for a person.",
  labels: [],
});
const kafkaUp = gauge({
  name: "k2_kafka_reachable",
  help: "1 = Kafka answered the last look at it, 0 = it did not.",
  labels: [],
});
const degradationLevel = gauge({
  name: "k2_degradation_level",
  help: "K2's level by its thresholds of lag and heap (0 normal to 4 circuit break). The console sheds nothing.",
  labels: [],
});

/** Sets the gauges of what every maintainer sees alike, so that it does not matter which of them is scraped. */
export function setHealthGauges(facts: AlertFacts, consumerGroup: string): void {
  const findings = judgeAlerts(facts);
  // Every kind has its series, so that a rule on it can fire.
  for (const kind of ALERT_KINDS)
    alertsFiring.set({ kind }, findings.filter((one) => one.kind === kind).length);
  let total = 0;
  for (const { topic, partition, lag, lastRecordAt } of facts.partitions) {
    const labels = { ...topicLabels(topic), partition, consumer_group: consumerGroup };
    total += lag;
    lagMessages.set(labels, lag);
    lagSeconds.set(labels, lag > 0 && lastRecordAt !== null ? (facts.now - lastRecordAt) / 1e6 : 0);
  }
  halted.set({}, facts.partitions.filter((one) => one.haltedAt !== null).length);
  kafkaUp.set({}, facts.kafka !== null && facts.kafka.awaySince === null ? 1 : 0);
  const heap = getHeapStatistics();
  degradationLevel.set(
    {},
    degradation({ lag: total, heapRatio: heap.used_heap_size / heap.heap_size_limit }).level,
  );
}
