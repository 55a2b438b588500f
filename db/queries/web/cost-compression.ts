import type { Micros } from "@/domain/time/micros";
import type { Query } from "../../client";

/** What ingest workers of the last day unpacked. */
export interface CostCompression {
  /** record batches that came compressed */
  batches: bigint;
  /** bytes of those on the wire, and of their records */
  packedBytes: bigint;
  bytes: bigint;
  /** from the first worker's start to the last one's beat, µs */
  from: Micros;
  to: Micros;
}

/** Compressed batches as the workers count them; null where none reported any. */
export async function readCostCompression(sql: Query): Promise<CostCompression | null> {
  const [row] = await sql<(CostCompression | { batches: null })[]>`
    select sum((read->>'batches')::numeric)::int8 as batches,
      sum((read->>'packedBytes')::numeric)::int8 as "packedBytes",
      sum((read->>'bytes')::numeric)::int8 as bytes,
      (extract(epoch from min(started_at)) * 1000000)::float8 as "from",
      (extract(epoch from max(beat_at)) * 1000000)::float8 as "to"
    from worker_heartbeats
    cross join lateral (select detail->'compression' as read) counted
    where beat_at > now() - interval '1 day'
      and jsonb_typeof(read->'batches') = 'number' and jsonb_typeof(read->'packedBytes') = 'number'
      and jsonb_typeof(read->'bytes') = 'number'`;
  return row === undefined || row.batches === null ? null : row;
}
