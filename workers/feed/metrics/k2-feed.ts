import { counter, gauge, histogram } from "@/runtime/metrics";

// Ours, the same for every exchange.

export const frames = counter({
  name: "k2_feed_frames_total",
  help: "Frames received; control frames are those about no instrument",
  labels: ["exchange", "kind"],
});

export const bytes = counter({
  name: "k2_feed_bytes_total",
  help: "Bytes of the frames received",
  labels: ["exchange"],
});

export const connected = gauge({
  name: "k2_feed_connected",
  help: "1 = trades flow, 0 = not",
  labels: ["exchange"],
});

export const paused = gauge({
  name: "k2_feed_paused",
  help: "1 = sockets are not read, because Kafka does not take what was received",
  labels: ["exchange"],
});

export const lastMessage = gauge({
  name: "k2_feed_last_message_timestamp_seconds",
  help: "When the last message was received",
  labels: ["exchange"],
});

export const reconnects = counter({
  name: "k2_feed_reconnects_total",
  help: "New connections after the first, by why the one before ended",
  labels: ["exchange", "reason"],
});

export const symbols = gauge({
  name: "k2_feed_symbols",
  help: "Symbols asked for, by the exchange's answer: confirmed or refused",
  labels: ["exchange", "state"],
});

export const bufferFrames = gauge({
  name: "k2_feed_buffer_frames",
  help: "Frames received and not yet acknowledged by Kafka",
  labels: ["exchange"],
});

export const bufferBytes = gauge({
  name: "k2_feed_buffer_bytes",
  help: "Bytes of the frames received and not yet acknowledged by Kafka",
  labels: ["exchange"],
});

export const publishDelay = histogram({
  name: "k2_feed_publish_delay_seconds",
  help: "From receiving a batch's first frame to Kafka's acknowledgement of the batch",
  labels: ["exchange"],
  buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
});

export const publishErrors = counter({
  name: "k2_feed_publish_errors_total",
  help: "Failed attempts to publish a batch; it is tried again",
  labels: ["exchange"],
});

export const framesLost = counter({
  name: "k2_feed_frames_lost_total",
  help: "Frames received that Kafka never took",
  labels: ["exchange", "reason"],
});

export const journalErrors = counter({
  name: "k2_feed_journal_errors_total",
  help: "Failed attempts to record the connections' state in Postgres; tried again",
  labels: [],
});
