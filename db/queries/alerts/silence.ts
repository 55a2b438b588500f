import type { Query } from "../../client";

/** Silences an alert for so many minutes, or with null lets it speak again. @returns false where there is none that fires */
export async function silenceAlert(
  sql: Query,
  id: string,
  silence: { minutes: number; by: string; reason: string } | null,
): Promise<boolean> {
  const changed = await sql`
    update alerts set
      silenced_until = now() + ${silence?.minutes ?? null}::float8 * interval '1 minute',
      silenced_by = ${silence?.by ?? null}, silence_reason = ${silence?.reason ?? null}
    where id = ${id}::int8 and closed_at is null`;
  return changed.count === 1;
}
