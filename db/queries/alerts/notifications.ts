import type { Query } from "../../client";

export interface DueNotification {
  id: bigint;
  attempts: number;
  payload: Record<string, unknown>;
}

/** Takes notifications whose time has come, for `leaseMs`: should the sender die they come again. */
export function claimNotifications(sql: Query, limit: number, leaseMs: number): Promise<DueNotification[]> {
  return sql<DueNotification[]>`
    update alert_notifications n set attempts = attempts + 1,
      next_at = now() + ${leaseMs}::float8 * interval '1 millisecond'
    where id in (
      select id from alert_notifications where sent_at is null and given_up_at is null and next_at <= now()
      order by id limit ${limit} for update skip locked)
    returning id, attempts, payload`;
}

export async function markSent(sql: Query, id: bigint): Promise<void> {
  await sql`update alert_notifications set sent_at = now(), last_error = null where id = ${id}`;
}

/** `retryInMs` null gives up. */
export async function markFailed(
  sql: Query,
  id: bigint,
  error: string,
  retryInMs: number | null,
): Promise<void> {
  await sql`
    update alert_notifications set last_error = ${error},
      next_at = now() + ${retryInMs ?? 0}::float8 * interval '1 millisecond',
      given_up_at = case when ${retryInMs === null} then now() end
    where id = ${id}`;
}
