import type { TopicParts } from "./topic-parts";

/** K2 puts Advanced frames on `coinbase`, the console's feed on either: both decoders are asked on both topics. */
export function acceptsCoinbase(topic: TopicParts): boolean {
  const ours = topic.exchange === "coinbase" || topic.exchange === "coinbase-advanced";
  return topic.raw && topic.kind === "trades" && ours;
}
