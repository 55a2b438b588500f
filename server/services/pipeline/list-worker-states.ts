import { z } from "zod";
import { listWorkers } from "@/db/queries/web/list-workers";
import type { Micros } from "@/domain/time/micros";
import { workerCondition } from "@/domain/worker/worker-condition";
import { database } from "@/server/database";
import { micros } from "@/server/trpc/exact";

export const workerStatesInput = z.strictObject({});

export const workerState = z.object({
  workerId: z.string(),
  roles: z.array(z.string()),
  host: z.string(),
  pid: z.int(),
  build: z.string(),
  startedAt: micros,
  beatAt: micros,
  memoryBytes: z.bigint(),
  endpoint: z.string().nullable(),
  partitions: z.int().nullable(),
  condition: z.enum(["running", "silent", "stopped"]),
});
export type WorkerState = z.infer<typeof workerState>;

export const workerStatesOutput = z.array(workerState);

/** Workers of the last day: running, stopped in order, or silent. */
export async function listWorkerStates(now: Micros): Promise<WorkerState[]> {
  const rows = await listWorkers(database());
  return rows.map(({ stoppedAt, ...row }) => ({
    ...row,
    condition: workerCondition({ beatAt: row.beatAt, stoppedAt }, now),
  }));
}
