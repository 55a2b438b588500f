import { counter, histogram } from "@/runtime/metrics";

// K2's names and labels (its `service` label is the registry's default). K2 has `error_type` on errors but not
// `data_type`: passing that one was what once stopped its producer.
const exchangeLabels = ["environment", "component", "exchange", "asset_class"] as const;

export const messagesProduced = counter({
  name: "k2_kafka_messages_produced_total",
  help: "Messages produced to Kafka, acknowledged",
  labels: [...exchangeLabels, "topic", "data_type"],
});

export const produceErrors = counter({
  name: "k2_kafka_produce_errors_total",
  help: "Failed attempts to produce a batch; it is tried again",
  labels: [...exchangeLabels, "topic", "error_type"],
});

export const produceDuration = histogram({
  name: "k2_kafka_produce_duration_seconds",
  help: "From handing a batch to the client to its acknowledgement",
  labels: [...exchangeLabels, "topic"],
  buckets: [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
});
