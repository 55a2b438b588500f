import type { Micros } from "../time/micros";

/** A worker beats every two seconds: when the third beat that did not come is due, it is called silent. */
export const SILENT_AFTER_MICROS = 6_000_000;

export type WorkerCondition = "running" | "silent" | "stopped";

export function workerCondition(
  worker: { beatAt: Micros; stoppedAt: Micros | null },
  now: Micros,
): WorkerCondition {
  if (worker.stoppedAt !== null) return "stopped";
  return now - worker.beatAt > SILENT_AFTER_MICROS ? "silent" : "running";
}
