import type { Micros } from "@/domain/time/micros";
import type { Query } from "../../client";

export interface WorkerRow {
  workerId: string;
  roles: string[];
  host: string;
  pid: number;
  build: string;
  startedAt: Micros;
  beatAt: Micros;
  stoppedAt: Micros | null;
  memoryBytes: bigint;
  /** where it serves metrics and health; null where it does not say */
  endpoint: string | null;
  /** partitions that it reads; null where it does not ingest */
  partitions: number | null;
}

/** Workers that beat within the last day, the newest beat first. */
export function listWorkers(sql: Query): Promise<WorkerRow[]> {
  return sql<WorkerRow[]>`
    select worker_id as "workerId", roles, host, pid, build,
      (extract(epoch from started_at) * 1000000)::float8 as "startedAt",
      (extract(epoch from beat_at) * 1000000)::float8 as "beatAt",
      (extract(epoch from stopped_at) * 1000000)::float8 as "stoppedAt",
      memory_bytes as "memoryBytes", detail->>'endpoint' as endpoint,
      case when jsonb_typeof(detail->'assignment') = 'array' then jsonb_array_length(detail->'assignment') end as partitions
    from worker_heartbeats
    where beat_at > now() - interval '1 day'
    order by stopped_at is not null, beat_at desc
    limit 200`;
}
