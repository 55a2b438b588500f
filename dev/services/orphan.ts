import { setTimeout as sleep } from "node:timers/promises";
import { commandLine, isAlive, type ProcessRef, startedAt } from "@/dev/bootstrap/process.mjs";

const POLL_MS = 25;

/**
 * The process behind a pid file, if it is still the server that wrote it: its command line has to name `marker` (a path
 * of this data folder) and, where the file holds a start time, that must match. A reused pid is never taken for ours.
 */
export function findOrphan(pid: number, started: string | undefined, marker: string): ProcessRef | undefined {
  const now = startedAt(pid);
  if (now === undefined || (started !== undefined && started !== now)) return undefined;
  return commandLine(pid)?.includes(marker) ? { pid, started: now } : undefined;
}

/** Stops a server that its owner left behind, by the given signals and at last SIGKILL. Resolves when it is gone. */
export async function stopOrphan(
  ref: ProcessRef,
  steps: readonly { signal: NodeJS.Signals; waitMs: number }[],
): Promise<void> {
  for (const { signal, waitMs } of [...steps, { signal: "SIGKILL" as const, waitMs: 10_000 }]) {
    if (!sendSignal(ref, signal)) return;
    const deadline = Date.now() + waitMs;
    while (Date.now() < deadline) {
      if (!isAlive(ref)) return;
      await sleep(POLL_MS);
    }
  }
  throw new Error(`process ${ref.pid} does not end, not even by SIGKILL`);
}

function sendSignal(ref: ProcessRef, signal: NodeJS.Signals): boolean {
  if (!isAlive(ref)) return false;
  try {
    process.kill(ref.pid, signal);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ESRCH") return false;
    throw error;
  }
}
