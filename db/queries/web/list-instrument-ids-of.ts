import type { Query } from "../../client";

/** The instruments of these exchanges. */
export async function listInstrumentIdsOf(sql: Query, exchanges: readonly string[]): Promise<number[]> {
  const rows = await sql<{ id: number }[]>`
    select id from instruments where exchange = any (${[...exchanges]}::text[])`;
  return rows.map((row) => row.id);
}
