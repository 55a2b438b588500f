import type { Transaction } from "../../client";

/**
 * What the planner is told for a transaction. `plan once`: the statement's shape is best for all values; planned anew for
 * each, over months of partitions, the plan costs more than the answer. `no workers`: so few rows that starting processes
 * to share them takes longer than reading them.
 */
export type PlanHint = "none" | "plan once" | "no workers";

/** The session's process id, and the hint told to its planner until the transaction ends. */
export async function openSession(tx: Transaction, hint: PlanHint): Promise<number> {
  const rows =
    hint === "none"
      ? await tx<{ pid: number }[]>`select pg_backend_pid() as pid`
      : hint === "plan once"
        ? await tx<{ pid: number }[]>`
            select pg_backend_pid() as pid, set_config('plan_cache_mode', 'force_generic_plan', true)`
        : await tx<{ pid: number }[]>`
            select pg_backend_pid() as pid, set_config('max_parallel_workers_per_gather', '0', true)`;
  const [session] = rows;
  if (session === undefined) throw new Error("a session has a process");
  return session.pid;
}
