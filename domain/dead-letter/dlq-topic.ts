/** `market.crypto.trades.dlq` and its like: what stands there was given up by some consumer. */
const OURS = /^market\.[a-z]+\.trades\.dlq$/;

/** The topic to which letters of an origin are published: that of the origin's asset class. */
export function dlqTopicOf(origin: string): string {
  const assetClass = /^market\.([a-z]+)\./.exec(origin)?.[1] ?? "crypto";
  return `market.${assetClass}.trades.dlq`;
}

/** Whether ingest must keep away from a topic, whatever its pattern says: it would read its own dead letters. */
export function isDlqTopic(topic: string): boolean {
  return OURS.test(topic);
}
