import { parseTopic } from "@/domain/trade/decode/parse-topic";

const known = new Map<string, { exchange: string; asset_class: string; topic: string }>();

/** K2's labels of a topic, the same object each time. */
export function topicLabels(topic: string): { exchange: string; asset_class: string; topic: string } {
  const found = known.get(topic);
  if (found !== undefined) return found;
  const parts = parseTopic(topic);
  const made = { exchange: parts?.exchange ?? "other", asset_class: parts?.assetClass ?? "other", topic };
  known.set(topic, made);
  return made;
}
