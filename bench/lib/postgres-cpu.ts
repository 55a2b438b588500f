import type { Sql } from "@/db/client";
import { parentOf, treeCpuMicros } from "./process-cpu";

/**
 * Reads the CPU time of the whole database server, µs, for differences; undefined where it runs on another machine.
 * A server that others use too counts their work as well.
 */
export async function postgresCpu(sql: Sql): Promise<() => number | undefined> {
  const [row] = await sql<{ pid: number }[]>`select pg_backend_pid() as pid`;
  const postmaster = row === undefined ? undefined : parentOf(row.pid, "postgres");
  return () => (postmaster === undefined ? undefined : treeCpuMicros(postmaster));
}
