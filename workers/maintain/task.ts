import type { Sql } from "@/db/client";
import { claimRun } from "@/db/queries/maintain/claim-run";
import { finishRun } from "@/db/queries/maintain/finish-run";
import type { Log } from "@/runtime/log";
import { type Periodic, runPeriodically } from "../periodic";

/** A task of maintenance: what it does each time; what it answers stands in `maintenance_runs.detail`. */
export interface Task {
  name: string;
  everyMs: number;
  /** what lies between a failure and the next try, where trying costs something; else it is tried again at once */
  restMs?: number;
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
      const everyMs = task.everyMs * 0.95;
      if (!(await claimRun(sql, task.name, worker, everyMs))) return "idle";
      const started = performance.now();
      const finish = (error: string | null, detail: Record<string, unknown> | null) =>
        finishRun(sql, {
          task: task.name,
          tookMs: performance.now() - started,
          error,
          detail,
          everyMs,
          dueInMs: task.restMs ?? null,
        });
      try {
        await finish(null, (await task.run(signal)) ?? null);
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        await finish(message, null).catch(() => undefined);
        throw error;
      }
      return "idle";
    },
  });
}
