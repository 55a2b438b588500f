import type { Query } from "../../client";

/** Marks firing alerts as seen; on one that is, the note is replaced. @returns how many fire */
export async function acknowledgeAlerts(
  sql: Query,
  ids: readonly string[],
  by: string,
  note: string,
): Promise<number> {
  const changed = await sql`
    update alerts set acknowledged_at = coalesce(acknowledged_at, now()), acknowledged_by = ${by}, note = ${note}
    where id = any (${[...ids]}::int8[]) and closed_at is null`;
  return changed.count;
}
