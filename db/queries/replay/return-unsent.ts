import type { Query } from "../../client";

/** Letters of which a crash left open whether they went, and that never arrived: they are to be sent again. */
export async function returnUnsent(sql: Query, jobId: bigint, topic: string): Promise<void> {
  await sql`
    update replay_items i set state = 'held'
    from dead_letters d
    where i.job_id = ${jobId} and i.state = 'sending' and d.id = i.letter_id and d.topic = ${topic}`;
}
