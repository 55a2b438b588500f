import type { Query } from "../../client";

/** Sums the minutes of the last three hours into their hours, over what was summed before. @returns rows written */
export async function rollUpHours(sql: Query): Promise<number> {
  const rolled = await sql`
    insert into latency_1h (hour, stage, instrument_id, worker_id, buckets, counts)
    select hour, stage, instrument_id, 'sum', array_agg(bucket order by bucket), array_agg(count order by bucket)
    from (
      select date_trunc('hour', minute, 'UTC') as hour, stage, instrument_id, b.bucket, sum(b.count)::int8 as count
      from latency_1m, unnest(buckets, counts) as b (bucket, count)
      where minute >= date_trunc('hour', now(), 'UTC') - interval '2 hours'
      group by 1, 2, 3, 4) summed
    group by 1, 2, 3 order by 1, 2, 3
    on conflict (hour, stage, instrument_id, worker_id) do update set
      buckets = excluded.buckets, counts = excluded.counts`;
  return rolled.count;
}
