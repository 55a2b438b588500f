import type { Query } from "../../client";

/** Gaps whose acknowledgement has run out. */
export async function listLapsed(sql: Query, limit: number): Promise<bigint[]> {
  const rows = await sql<{ id: bigint }[]>`
    select id from sequence_gaps where state = 'acknowledged' and acknowledged_until <= now()
    order by acknowledged_until limit ${limit}`;
  return rows.map((row) => row.id);
}
