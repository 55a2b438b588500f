import { WorkerProcess } from "./worker-process";

/** Runs with so many worker processes, with these variables beside ours, and ends them. */
export async function withWorkers<T>(
  count: number,
  run: (workers: WorkerProcess[]) => Promise<T>,
  env: Record<string, string> = {},
): Promise<T> {
  const workers = Array.from({ length: count }, () => new WorkerProcess(env));
  try {
    return await run(workers);
  } finally {
    await Promise.all(workers.map((worker) => worker.end()));
  }
}
