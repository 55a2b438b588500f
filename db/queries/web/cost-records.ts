import type { Query } from "../../client";

/** What one topic's records became, since its first one. */
export interface CostTopic {
  topic: string;
  partitions: number;
  consumed: bigint;
  stored: bigint;
}

/** Records and trades by topic: how many messages stand behind a stored trade. */
export function listCostTopics(sql: Query): Promise<CostTopic[]> {
  return sql<CostTopic[]>`
    select topic, count(*)::int as partitions, coalesce(sum(consumed), 0)::int8 as consumed,
      coalesce(sum(stored), 0)::int8 as stored
    from partition_positions group by topic order by topic`;
}
