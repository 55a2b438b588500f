import type { Micros } from "@/domain/time/micros";
import type { Query } from "../../client";

export interface LagTotals {
  /** records that are in Kafka and not yet read; null where nothing was sampled */
  records: bigint | null;
  partitions: number;
  /** when the oldest of the samples was taken, µs */
  sampledAt: Micros | null;
}

/** Lag over all partitions that were sampled within the last five minutes. */
export async function readLag(sql: Query): Promise<LagTotals> {
  const [row] = await sql<LagTotals[]>`
    select sum(greatest(s.end_offset - greatest(s.next_offset, coalesce(p.next_offset, 0)), 0))::int8 as records,
      count(*)::int as partitions,
      (extract(epoch from min(s.sampled_at)) * 1000000)::float8 as "sampledAt"
    from (
      select distinct on (topic, partition) topic, partition, end_offset, next_offset, sampled_at
      from lag_samples where sampled_at > now() - interval '5 minutes'
      order by topic, partition, sampled_at desc) s
    left join partition_positions p on p.topic = s.topic and p.partition = s.partition`;
  if (row === undefined) throw new Error("an aggregate without groups gives one row");
  return row;
}
