import type { CostTopic } from "@/db/queries/web/cost-records";
import { exchangeOfTopic } from "@/server/services/cost/exchange-of-topic";

export interface MessageRatio {
  /** records read behind one stored trade, over all topics; null where nothing was stored */
  overall: number | null;
  /** the same of one exchange; of all where its topics have another name */
  of(exchange: string): number;
}

function ratio(topics: readonly CostTopic[]): number | null {
  const consumed = topics.reduce((sum, topic) => sum + topic.consumed, 0n);
  const stored = topics.reduce((sum, topic) => sum + topic.stored, 0n);
  return stored === 0n ? null : Number(consumed) / Number(stored);
}

/**
 * How many messages stand behind a stored trade, since the first record: below 1 where a frame carries several trades,
 * above where frames carry none or come twice. It turns trades by time, which are kept, into messages by time, which are not.
 */
export function messageRatio(topics: readonly CostTopic[]): MessageRatio {
  const overall = ratio(topics);
  return {
    overall,
    of: (exchange) =>
      ratio(topics.filter(({ topic }) => exchangeOfTopic(topic) === exchange)) ?? overall ?? 1,
  };
}
