import type { Sql } from "../../client";

/** Where Kafka put a replayed letter. */
export interface SentItem {
  letterId: bigint;
  partition: number;
  offset: bigint;
}

/**
 * Kafka has them. Ingest may have settled some by now: those are left as they are. Where nothing of ours reads the
 * topic, being sent is all that can be known, and settles the item.
 */
export async function markSent(
  sql: Sql,
  jobId: bigint,
  sent: readonly SentItem[],
  isRead: boolean,
): Promise<void> {
  const ids = sent.map((one) => String(one.letterId));
  await sql.begin(async (tx) => {
    await tx`
      update replay_items i set sent_partition = s.partition, sent_offset = s.source_offset,
        state = ${isRead ? "sent" : "settled"}, settled_at = case when ${isRead} then null else now() end,
        note = case when ${isRead} then null else 'Sent; nothing here reads that topic.' end
      from unnest(${ids}::int8[], ${sent.map((one) => one.partition)}::int4[],
        ${sent.map((one) => String(one.offset))}::int8[]) as s (letter_id, partition, source_offset)
      where i.job_id = ${jobId} and i.letter_id = s.letter_id and i.state = 'sending'`;
    await tx`
      update dead_letters set state = 'replayed', updated_at = now()
      where id = any (${ids}::int8[]) and state = 'replaying' and job_id = ${jobId}`;
  });
}
