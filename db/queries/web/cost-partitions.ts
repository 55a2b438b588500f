import type { Query } from "../../client";

/** Partitions that ingest workers hold now or have ever read from. */
export async function countCostPartitions(sql: Query): Promise<number> {
  const [row] = await sql<{ partitions: number }[]>`
    select count(*)::int as partitions from (
      select topic || '/' || partition as name from partition_positions
      union
      select held.name from worker_heartbeats
      cross join lateral jsonb_array_elements_text(
        case jsonb_typeof(detail->'assignment') when 'array' then detail->'assignment' else '[]' end) as held(name)
      where stopped_at is null and beat_at > now() - interval '1 minute') known`;
  return row?.partitions ?? 0;
}
