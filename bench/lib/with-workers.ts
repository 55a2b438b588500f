import { WorkerProcess } from "./worker-process";

/** Runs with so many worker processes, and ends them. */
export async function withWorkers<T>(
  count: number,
  run: (workers: WorkerProcess[]) => Promise<T>,
): Promise<T> {
  const workers = Array.from({ length: count }, () => new WorkerProcess());
  try {
    return await run(workers);
  } finally {
    await Promise.all(workers.map((worker) => worker.end()));
  }
}
