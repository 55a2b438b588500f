import type { Query } from "../../client";

/** Who reads what ingest reads. */
export interface CostFanOut {
  groups: number;
  topics: number;
}

/** What a maintainer saw within the last two minutes; null where none has looked, or Kafka was away. */
export async function readCostFanOut(sql: Query): Promise<CostFanOut | null> {
  const [row] = await sql<CostFanOut[]>`
    select (detail->>'groups')::int as groups, (detail->>'topics')::int as topics
    from maintenance_runs
    where task = 'fan-out' and done_at > now() - interval '2 minutes'
      and jsonb_typeof(detail->'groups') = 'number' and jsonb_typeof(detail->'topics') = 'number'`;
  return row ?? null;
}
