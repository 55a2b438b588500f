import type { Query } from "../../client";

export interface Heartbeat {
  workerId: string;
  roles: string[];
  host: string;
  pid: number;
  build: string;
  /** ISO */
  startedAt: string;
  memoryBytes: number;
  detail: Record<string, unknown>;
}

/** Says that a worker lives, and what it does. */
export async function beat(sql: Query, one: Heartbeat): Promise<void> {
  await sql`
    insert into worker_heartbeats (worker_id, roles, host, pid, build, started_at, beat_at, memory_bytes, detail)
    values (${one.workerId}, ${one.roles}::text[], ${one.host}, ${one.pid}, ${one.build}, ${one.startedAt}::text::timestamptz,
      now(), ${one.memoryBytes}, ${JSON.stringify(one.detail)}::text::jsonb)
    on conflict (worker_id) do update set beat_at = now(), roles = excluded.roles, memory_bytes = excluded.memory_bytes,
      detail = excluded.detail, stopped_at = null`;
}

/** Says that a worker ended by itself, not by a fault. */
export async function endBeat(sql: Query, workerId: string): Promise<void> {
  await sql`update worker_heartbeats set stopped_at = now() where worker_id = ${workerId}`;
}
