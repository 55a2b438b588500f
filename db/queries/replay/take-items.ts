import type { HeaderPairs } from "@/domain/dead-letter/header-pairs";
import type { Query } from "../../client";

/** A letter on its way to Kafka. */
export interface SendableItem {
  letterId: bigint;
  attempt: number;
  topic: string;
  partition: number | null;
  key: Buffer | null;
  value: Buffer | null;
  headers: HeaderPairs;
}

/**
 * Marks the next held letters of a job as being sent, before they are: after a crash it is known which may have gone.
 * Takes none where the lease is over.
 */
export async function takeItems(
  sql: Query,
  held: { jobId: bigint; worker: string },
  limit: number,
): Promise<SendableItem[]> {
  return sql<SendableItem[]>`
    with next as (
      select i.letter_id from replay_items i
      where i.job_id = ${held.jobId} and i.state = 'held'
        and exists (select from replay_jobs j where j.id = ${held.jobId} and j.lease_owner = ${held.worker}
          and j.lease_until > now() and j.state = 'running')
      order by i.letter_id limit ${limit} for update of i
    ), taken as (
      update replay_items i set state = 'sending', sent_at = now()
      from next where i.job_id = ${held.jobId} and i.letter_id = next.letter_id
      returning i.letter_id, i.attempt, i.edit_id, i.value
    )
    select t.letter_id as "letterId", t.attempt, d.topic, d.partition, d.key,
      coalesce(t.value, e.value, d.value) as value, d.headers
    from taken t
    join dead_letters d on d.id = t.letter_id
    left join dead_letter_edits e on e.id = t.edit_id
    order by t.letter_id`;
}
