import type { Query } from "../../client";

/** A partition in which records of a job wait for ingest. */
export interface UnreadPartition {
  topic: string;
  partition: number;
  /** records before the end of ours that ingest has not read; null where it never saw the partition */
  behind: bigint | null;
  halted: boolean;
}

/** Where ingest has not got past what the job published; empty once it has. */
export function unreadRecords(sql: Query, jobId: bigint): Promise<UnreadPartition[]> {
  return sql<UnreadPartition[]>`
    select t.key as topic, e.key::int4 as partition, e.value::int8 - p.next_offset as behind,
      p.halted_at is not null as halted
    from backfill_jobs j
    cross join lateral jsonb_each(j.published_to) t
    cross join lateral jsonb_each_text(t.value) e
    left join partition_positions p on p.topic = t.key and p.partition = e.key::int4
    where j.id = ${jobId} and (p.next_offset is null or p.next_offset < e.value::int8)`;
}
