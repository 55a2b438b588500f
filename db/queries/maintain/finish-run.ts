import type { Query } from "../../client";

/** Records how a claimed run ended. A failed one may be tried again at once; its error stays readable afterwards. */
export async function finishRun(
  sql: Query,
  run: { task: string; tookMs: number; error: string | null; detail: Record<string, unknown> | null },
): Promise<void> {
  await sql`
    update maintenance_runs set
      took_ms = ${Math.round(run.tookMs)},
      ran_at = case when ${run.error}::text is null then ran_at else 'epoch' end,
      done_at = case when ${run.error}::text is null then now() else done_at end,
      error = coalesce(${run.error}::text, error),
      error_at = case when ${run.error}::text is null then error_at else now() end,
      detail = coalesce(${run.detail === null ? null : JSON.stringify(run.detail)}::text::jsonb, detail)
    where task = ${run.task}`;
}
