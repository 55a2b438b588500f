import { counter, gauge, histogram } from "@/runtime/metrics";
import { topicLabels } from "./topic-labels";
import type { CommitOutcome, DecodedBatch } from "./types";

// K2's labels of what has an exchange, and the topic beside; `service`, `environment` and `component` are on every metric.
const topicLabelNames = ["exchange", "asset_class", "topic"] as const;

/** K2's names where K2 has the metric; its registry defined lag and offset and never set them. */
export const recordsConsumed = counter({
  name: "k2_kafka_messages_consumed_total",
  help: "Records read from Kafka and accounted for.",
  labels: [...topicLabelNames, "consumer_group"],
});
export const consumerOffset = gauge({
  name: "k2_kafka_consumer_offset",
  help: "Next offset to read of a partition, as committed with the rows.",
  labels: [...topicLabelNames, "partition", "consumer_group"],
});
export const sequenceGaps = counter({
  name: "k2_sequence_gaps_detected_total",
  help: "Gaps found in the numbers of an instrument's trades.",
  labels: topicLabelNames,
});
export const outOfOrder = counter({
  name: "k2_out_of_order_messages_total",
  help: "Trades whose number lies below the highest seen, not seen before.",
  labels: topicLabelNames,
});
export const duplicates = counter({
  name: "k2_duplicate_messages_detected_total",
  help: "Trades seen before.",
  labels: topicLabelNames,
});
export const tradesStored = counter({
  name: "k2_ingest_trades_stored_total",
  help: "Trades committed to the database.",
  labels: topicLabelNames,
});
export const deadLetters = counter({
  name: "k2_ingest_dead_letters_total",
  help: "Records that could not be stored, kept with their bytes.",
  labels: [...topicLabelNames, "stage", "code"],
});
export const commitSeconds = histogram({
  name: "k2_ingest_commit_seconds",
  help: "From fetched to committed, a batch.",
  labels: topicLabelNames,
  buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
});
export const consumerErrors = counter({
  name: "k2_consumer_errors_total",
  help: "Failures of the consumer and of storing a batch; each is tried again.",
  labels: ["error_type", "consumer_group"],
});

/** Counts a committed batch. */
export function countCommitted(
  batch: DecodedBatch,
  outcome: CommitOutcome & { kind: "committed" },
  consumer_group: string,
): void {
  const topic = topicLabels(batch.topic);
  recordsConsumed.inc({ ...topic, consumer_group }, batch.consumed);
  consumerOffset.set({ ...topic, partition: batch.partition, consumer_group }, batch.to);
  tradesStored.inc(topic, outcome.stored);
  duplicates.inc(topic, outcome.duplicates);
  sequenceGaps.inc(topic, outcome.gaps);
  outOfOrder.inc(topic, outcome.late);
  for (const letter of batch.deadLetters)
    deadLetters.inc({ ...topic, stage: letter.stage, code: letter.code });
  commitSeconds.observe(topic, (Date.now() * 1000 - batch.fetchedAt) / 1e6);
}
