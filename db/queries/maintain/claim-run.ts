import type { Query } from "../../client";

/**
 * Claims the next turn of a task: at most one maintainer has it within `everyMs`, however many run.
 * @returns whether this one has it
 */
export async function claimRun(sql: Query, task: string, worker: string, everyMs: number): Promise<boolean> {
  const claimed = await sql`
    insert into maintenance_runs as m (task, worker_id, ran_at) values (${task}, ${worker}, now())
    on conflict (task) do update set worker_id = excluded.worker_id, ran_at = excluded.ran_at
      where m.ran_at <= now() - ${everyMs}::float8 * interval '1 millisecond'`;
  return claimed.count === 1;
}
