import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Log } from "@/runtime/log";
import { findOrphan, stopOrphan } from "./orphan";

/** SIGINT ends sessions and writes a checkpoint; SIGQUIT leaves that to recovery. */
export const POSTGRES_STOP_STEPS = [
  { signal: "SIGINT", waitMs: 10_000 },
  { signal: "SIGQUIT", waitMs: 5_000 },
] as const;

/** The lines of `postmaster.pid`: the pid first, the state eighth; [""] where no server runs. */
export async function readPostmasterPid(data: string): Promise<string[]> {
  const text = await readFile(path.join(data, "postmaster.pid"), "utf8").catch(() => "");
  return text.split("\n");
}

/** Stops the Postgres that runs on this cluster without an owner, if there is one. */
export async function stopPostgresIn(data: string, log: Log): Promise<void> {
  const pid = Number((await readPostmasterPid(data))[0]);
  if (!Number.isInteger(pid) || pid <= 0) return;
  const orphan = findOrphan(pid, undefined, data);
  if (orphan === undefined) return;
  log.warn({ pid }, "stopping the Postgres that an earlier process left behind");
  await stopOrphan(orphan, POSTGRES_STOP_STEPS);
}
