import type { Query } from "../../client";

/** Plans and jobs that a worker has yet to finish. */
export async function countOpenJobs(sql: Query): Promise<number> {
  const [row] = await sql<{ n: number }[]>`
    select count(*)::int as n from replay_jobs where state in ('requested', 'queued', 'running', 'paused')`;
  return row?.n ?? 0;
}
