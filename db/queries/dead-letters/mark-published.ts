import type { Query } from "../../client";

/** Takes letters out of the outbox. */
export async function markPublished(sql: Query, ids: readonly bigint[]): Promise<void> {
  await sql`
    update dead_letters set published_at = now()
    where id = any (${ids.map(String)}::int8[]) and published_at is null`;
}
