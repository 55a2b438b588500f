import type { Query, Sql } from "@/db/client";
import { claimRun } from "@/db/queries/maintain/claim-run";
import { finishRun } from "@/db/queries/maintain/finish-run";
import type { Log } from "@/runtime/log";
import { type Periodic, runPeriodically } from "../periodic";

/** A task of maintenance: what it does each time; what it answers stands in `maintenance_runs.detail`. */
export interface Task {
  name: string;
  everyMs: number;
  run(signal: AbortSignal): Promise<Record<string, unknown> | undefined>;
}

/** Runs a task every `everyMs`, in one maintainer at a time; its result and its last error stand in the database. */
export function startTask(options: { sql: Sql; worker: string; log: Log }, task: Task): Periodic {
  const { sql, worker, log } = options;
  const name = `maintain: ${task.name}`;
  // A turn that another has just taken is asked for again after a part of the interval.
  const idleMs = Math.max(250, Math.floor(task.everyMs / 4));
  return runPeriodically({
    name,
    idleMs,
    log,
    task: async (signal) => {
      if (!(await claimRun(sql, task.name, worker, task.everyMs * 0.95))) return "idle";
      const started = performance.now();
      try {
        const detail = await task.run(signal);
        await finish(sql, task.name, started, null, detail ?? null);
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        await finish(sql, task.name, started, message, null).catch(() => undefined);
        throw error;
      }
      return "idle";
    },
  });
}

function finish(
  sql: Query,
  task: string,
  started: number,
  error: string | null,
  detail: Record<string, unknown> | null,
): Promise<void> {
  return finishRun(sql, { task, tookMs: performance.now() - started, error, detail });
}
