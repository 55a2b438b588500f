import type { Query } from "../../client";

/** Halted partitions that a job's sent letters stand in, as `topic/partition`. */
export async function haltedOf(sql: Query, jobId: bigint): Promise<string[]> {
  const rows = await sql<{ name: string }[]>`
    select p.topic || '/' || p.partition as name from partition_positions p
    where p.halted_at is not null and exists (
      select from replay_items i join dead_letters d on d.id = i.letter_id
      where i.job_id = ${jobId} and i.state = 'sent' and d.topic = p.topic and i.sent_partition = p.partition)
    order by 1 limit 5`;
  return rows.map((row) => row.name);
}
