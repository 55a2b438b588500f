import type { Query } from "../../client";

/** Where ingest stands: `topic/partition` → next offset, and whether it is halted. */
export async function nextOffsets(sql: Query): Promise<Map<string, { next: bigint; halted: boolean }>> {
  const rows = await sql<{ topic: string; partition: number; next: bigint; halted: boolean }[]>`
    select topic, partition, next_offset as next, halted_at is not null as halted from partition_positions`;
  return new Map(
    rows.map((row) => [`${row.topic}/${row.partition}`, { next: row.next, halted: row.halted }]),
  );
}
