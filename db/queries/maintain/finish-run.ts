import type { Query } from "../../client";

/**
 * Records how a claimed run ended; the error of a failed one stays readable afterwards.
 * @param run.dueInMs when the task may be claimed next after a failure, by the interval `everyMs` of `claimRun`; null: at once
 */
export async function finishRun(
  sql: Query,
  run: {
    task: string;
    tookMs: number;
    error: string | null;
    dueInMs: number | null;
    everyMs: number;
    detail: Record<string, unknown> | null;
  },
): Promise<void> {
  await sql`
    update maintenance_runs set
      took_ms = ${Math.round(run.tookMs)},
      ran_at = case when ${run.error}::text is null then ran_at
        else coalesce(now() + ${run.dueInMs === null ? null : run.dueInMs - run.everyMs}::float8 * interval '1 millisecond', 'epoch')
      end,
      done_at = case when ${run.error}::text is null then now() else done_at end,
      error = coalesce(${run.error}::text, error),
      error_at = case when ${run.error}::text is null then error_at else now() end,
      detail = coalesce(${run.detail === null ? null : JSON.stringify(run.detail)}::text::jsonb, detail)
    where task = ${run.task}`;
}
