import type { Sql } from "../../client";

/**
 * Letters whose record ingest has passed without settling them: Kafka deleted it unread, or it is not what we sent.
 * They wait again. One statement sees one moment, and ingest moves on and settles in one transaction.
 */
export async function giveUpVanished(sql: Sql, jobId: bigint): Promise<number> {
  return sql.begin(async (tx) => {
    const gone = await tx<{ id: bigint }[]>`
      update replay_items i set state = 'settled', outcome = null, settled_at = now(),
        note = 'The record was gone before ingest read it; the letter waits again.'
      from dead_letters d, partition_positions p
      where i.job_id = ${jobId} and i.state = 'sent' and d.id = i.letter_id
        and p.topic = d.topic and p.partition = i.sent_partition and p.next_offset > i.sent_offset
      returning i.letter_id as id`;
    await tx`
      update dead_letters set state = 'failed', job_id = null, updated_at = now()
      where id = any (${gone.map((row) => String(row.id))}::int8[]) and job_id = ${jobId}`;
    return gone.length;
  });
}
