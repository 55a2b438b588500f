/** K2's names: `market.<asset class>.trades.<exchange>`, with `.raw` where the frames are the venue's own. */
const NAMED = /^market\.[a-z]+\.(?:trades|aggtrades)\.([a-z0-9-]+)(?:\.raw)?$/;

/** The exchange whose records a topic carries; null where its name follows another rule. */
export function exchangeOfTopic(topic: string): string | null {
  return NAMED.exec(topic)?.[1] ?? null;
}
