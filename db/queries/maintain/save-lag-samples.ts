import type { Query } from "../../client";

export interface TopicEnds {
  topic: string;
  partition: number;
  low: bigint;
  high: bigint;
}

/** Samples where each partition begins and ends in Kafka, beside where ingest stands; one moment for all. */
export async function saveLagSamples(sql: Query, ends: readonly TopicEnds[]): Promise<void> {
  if (ends.length === 0) return;
  await sql`
    insert into lag_samples (sampled_at, topic, partition, low_offset, end_offset, next_offset)
    select now(), u.topic, u.partition, u.low, u.high, coalesce(p.next_offset, u.low)
    from unnest(${ends.map((one) => one.topic)}::text[], ${ends.map((one) => one.partition)}::int4[],
      ${ends.map((one) => one.low.toString())}::int8[], ${ends.map((one) => one.high.toString())}::int8[])
      as u (topic, partition, low, high)
    left join partition_positions p on p.topic = u.topic and p.partition = u.partition
    on conflict do nothing`;
}
