import type { TopicParts } from "./topic-parts";

/** The parts of `market.{asset class}.{kind}.{exchange}[.raw]`; null for a topic of another form. */
export function parseTopic(topic: string): TopicParts | null {
  const parts = topic.split(".");
  const [root, assetClass, kind, exchange, suffix] = parts;
  if (root !== "market" || !assetClass || !kind || !exchange || parts.length > 5) return null;
  if (suffix !== undefined && suffix !== "raw") return null;
  return { assetClass, kind, exchange, raw: suffix === "raw" };
}
