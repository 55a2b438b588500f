import type { Micros } from "@/domain/time/micros";
import type { Query } from "../../client";

/** What the feed workers of the last day received from one exchange. */
export interface CostFeedBytes {
  exchange: string;
  frames: bigint;
  bytes: bigint;
  /** from the first worker's start to the last one's beat, µs */
  from: Micros;
  to: Micros;
}

/** Frames and their bytes as the feed workers count them; a worker that was started again counts anew and is added. */
export function listCostFeedBytes(sql: Query): Promise<CostFeedBytes[]> {
  return sql<CostFeedBytes[]>`
    select feed->>'exchange' as exchange,
      sum((feed->>'frames')::numeric)::int8 as frames,
      sum((feed->>'bytes')::numeric)::int8 as bytes,
      (extract(epoch from min(started_at)) * 1000000)::float8 as "from",
      (extract(epoch from max(beat_at)) * 1000000)::float8 as "to"
    from worker_heartbeats
    cross join lateral jsonb_array_elements(
      case jsonb_typeof(detail->'feeds') when 'array' then detail->'feeds' else '[]' end) as feed
    where beat_at > now() - interval '1 day'
      and jsonb_typeof(feed->'frames') = 'number' and jsonb_typeof(feed->'bytes') = 'number'
      and feed->>'exchange' is not null
    group by 1 order by 1`;
}
