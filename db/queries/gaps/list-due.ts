import type { Query } from "../../client";

/** Gaps whose cause is to be looked for now, those that wait longest first. */
export async function listDue(sql: Query, limit: number): Promise<bigint[]> {
  const rows = await sql<{ id: bigint }[]>`
    select id from sequence_gaps where examine_at <= now() and state = 'open' order by examine_at limit ${limit}`;
  return rows.map((row) => row.id);
}
