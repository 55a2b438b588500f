import type { Query } from "../../client";

/** The lag of a partition over the last minute's samples. */
export interface LagCourseRow {
  topic: string;
  partition: number;
  low: bigint;
  end: bigint;
  /** the smallest lag of the last half minute */
  leastLag: bigint;
  /** µs */
  sampledAt: number;
  /** records a second, positive where it grows; null with fewer than three samples */
  perSecond: number | null;
  spanSeconds: number;
  /** records a second that came to the topic, and that were stored */
  producedPerSecond: number | null;
  consumedPerSecond: number | null;
}

/** Every partition that was sampled within the last five minutes, by topic and number. */
export function lagCourses(sql: Query): Promise<LagCourseRow[]> {
  return sql<LagCourseRow[]>`
    with recent as (
      select *, extract(epoch from sampled_at - min(sampled_at) over ())::float8 as at,
        row_number() over (partition by topic, partition order by sampled_at desc) as age,
        max(sampled_at) over (partition by topic, partition) as newest
      from lag_samples where sampled_at > now() - interval '5 minutes'
    )
    select topic, partition,
      max(low_offset) filter (where age = 1) as low, max(end_offset) filter (where age = 1) as "end",
      coalesce(min(greatest(end_offset - next_offset, 0)) filter (where sampled_at > newest - interval '30 seconds'), 0)
        as "leastLag",
      (extract(epoch from max(sampled_at)) * 1000000)::float8 as "sampledAt",
      case when count(*) >= 3 then regr_slope(greatest(end_offset - next_offset, 0), at) end as "perSecond",
      (max(at) - min(at))::float8 as "spanSeconds",
      case when count(*) >= 3 then regr_slope(end_offset, at) end as "producedPerSecond",
      case when count(*) >= 3 then regr_slope(next_offset, at) end as "consumedPerSecond"
    from recent where sampled_at > newest - interval '1 minute'
    group by topic, partition order by topic, partition`;
}
