import type { SequenceRange } from "@/domain/sequence/types";
import type { Query } from "../../client";
import { parseMultirange } from "../../multirange";

/** The numbers that each of these gaps still misses. */
export async function listMissing(sql: Query, ids: readonly bigint[]): Promise<Map<bigint, SequenceRange[]>> {
  const rows = await sql<{ id: bigint; missing: string }[]>`
    select id, missing::text as missing from sequence_gaps where id = any (${ids.map(String)}::int8[])`;
  return new Map(rows.map((row) => [row.id, parseMultirange(row.missing)]));
}
