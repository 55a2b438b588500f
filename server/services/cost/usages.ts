import type { CostFeedBytes } from "@/db/queries/web/cost-feed-bytes";
import type { CostTopic } from "@/db/queries/web/cost-records";
import type { CostInstrument } from "@/db/queries/web/cost-usage";
import type { Usage } from "@/domain/cost/analysis/allocate-cost";
import { messageRatio } from "@/server/services/cost/message-ratio";

export interface UsageFacts {
  instruments: readonly CostInstrument[];
  topics: readonly CostTopic[];
  feeds: readonly CostFeedBytes[];
}

/**
 * What each instrument burdens the platform with, in proportion: its messages, each as large as its exchange's mean frame
 * (or as the mean of all, where the exchange has no feed worker), read by the same groups and kept as long as all others.
 */
export function instrumentUsages({ instruments, topics, feeds }: UsageFacts): Usage[] {
  const messages = messageRatio(topics);
  const frameBytes = frameSizes(feeds);
  return instruments.map(({ exchange, market, symbol, trades }) => {
    const rows = Number(trades);
    const sent = rows * messages.of(exchange);
    const bytes = sent * frameBytes(exchange);
    return {
      key: `${exchange}/${market}/${symbol}`,
      messages: sent,
      bytesIn: bytes,
      bytesOut: bytes,
      bytesRetained: bytes,
      rows,
      bytesStored: bytes,
    };
  });
}

/** Mean bytes a frame by exchange; 1 for all where nobody counted, since only proportions matter. */
function frameSizes(feeds: readonly CostFeedBytes[]): (exchange: string) => number {
  const counted = feeds.filter(({ frames }) => frames > 0n);
  const size = (some: readonly CostFeedBytes[]) =>
    Number(some.reduce((sum, { bytes }) => sum + bytes, 0n)) /
    Number(some.reduce((sum, { frames }) => sum + frames, 0n));
  const overall = counted.length === 0 ? 1 : size(counted);
  return (exchange) => {
    const own = counted.filter((feed) => feed.exchange === exchange);
    return own.length === 0 ? overall : size(own);
  };
}

/** The same by exchange: the part of a key before its first slash. */
export function exchangeUsages(usages: readonly Usage[]): Usage[] {
  const byExchange = new Map<string, Usage>();
  for (const usage of usages) {
    const key = usage.key.split("/", 1)[0] ?? usage.key;
    const sum = byExchange.get(key);
    byExchange.set(key, sum === undefined ? { ...usage, key } : added(sum, usage));
  }
  return [...byExchange.values()];
}

function added(a: Usage, b: Usage): Usage {
  return {
    key: a.key,
    messages: a.messages + b.messages,
    bytesIn: a.bytesIn + b.bytesIn,
    bytesOut: a.bytesOut + b.bytesOut,
    bytesRetained: a.bytesRetained + b.bytesRetained,
    rows: a.rows + b.rows,
    bytesStored: a.bytesStored + b.bytesStored,
  };
}
