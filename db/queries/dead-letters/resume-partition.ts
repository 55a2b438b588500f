import type { Query } from "../../client";

/**
 * Lets a halted partition go on; its worker sees it within a second. With `letPass` the flood that halted it goes to the
 * dead letters, until it ends; without, a flood that is still there halts it again.
 * @returns false where it was not halted
 */
export async function resumePartition(
  sql: Query,
  place: { topic: string; partition: number; letPass: boolean; note: string },
): Promise<boolean> {
  const resumed = await sql`
    update partition_positions set halted_at = null, halt_reason = null, flood_pass = ${place.letPass}
    where topic = ${place.topic} and partition = ${place.partition} and halted_at is not null`;
  await sql`
    update alerts set closed_at = now(), note = ${place.note}
    where kind = 'partition-halted' and subject = ${`${place.topic}/${place.partition}`} and closed_at is null`;
  return resumed.count === 1;
}
