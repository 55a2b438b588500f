import type { Micros } from "@/domain/time/micros";
import type { Query } from "../../client";

export interface MaintenanceRun {
  task: string;
  workerId: string;
  /** the last run that succeeded */
  doneAt: Micros | null;
  tookMs: number | null;
  error: string | null;
  errorAt: Micros | null;
  /** JSON */
  detail: string;
}

/** What maintainers did last, by task. */
export function listRuns(sql: Query): Promise<MaintenanceRun[]> {
  return sql<MaintenanceRun[]>`
    select task, worker_id as "workerId", took_ms as "tookMs", error, detail::text as detail,
      (extract(epoch from done_at) * 1000000)::float8 as "doneAt",
      (extract(epoch from error_at) * 1000000)::float8 as "errorAt"
    from maintenance_runs order by task`;
}
