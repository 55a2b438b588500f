import type { TopicParts } from "./topic-parts";

/** One topic for both versions of Kraken's protocol: v1 frames are arrays and events, v2 frames have a channel. */
export function acceptsKraken(topic: TopicParts): boolean {
  return topic.raw && topic.kind === "trades" && topic.exchange === "kraken";
}
