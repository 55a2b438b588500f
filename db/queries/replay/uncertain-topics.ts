import type { Query } from "../../client";

/** Topics of letters that were about to be sent when something broke: whether they went is not known. */
export async function uncertainTopics(sql: Query, jobId: bigint): Promise<string[]> {
  const rows = await sql<{ topic: string }[]>`
    select distinct d.topic from replay_items i join dead_letters d on d.id = i.letter_id
    where i.job_id = ${jobId} and i.state = 'sending' order by d.topic`;
  return rows.map((row) => row.topic);
}
