import type { Query } from "../../client";

/** The flood that a person let through is over: the next one halts the partition again. */
export async function endFloodPass(sql: Query, topic: string, partition: number): Promise<void> {
  await sql`
    update partition_positions set flood_pass = false
    where topic = ${topic} and partition = ${partition} and flood_pass`;
}
