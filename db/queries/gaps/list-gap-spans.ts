import { formatMicros, type Micros } from "@/domain/time/micros";
import type { Query } from "../../client";

/** When an instrument's numbers are missing, and how many. */
export interface GapSpan {
  instrumentId: number;
  timeBefore: Micros;
  timeAfter: Micros;
  missing: string;
}

/** Gaps of these instruments that are not filled and touch [from, to), up to `limit`. */
export function listGapSpans(
  sql: Query,
  instrumentIds: readonly number[],
  from: Micros,
  to: Micros,
  limit: number,
): Promise<GapSpan[]> {
  return sql<GapSpan[]>`
    select g.instrument_id as "instrumentId", (extract(epoch from g.time_before) * 1000000)::float8 as "timeBefore",
      (extract(epoch from g.time_after) * 1000000)::float8 as "timeAfter", g.missing_count::text as missing
    from unnest(${[...instrumentIds]}::int4[]) as u (id)
    join sequence_gaps g on g.span && k2_gap_span(u.id, ${formatMicros(from)}::text::timestamptz, ${formatMicros(to)}::text::timestamptz)
    where g.state <> 'filled' and least(g.time_before, g.time_after) < ${formatMicros(to)}::text::timestamptz
      and greatest(g.time_before, g.time_after) >= ${formatMicros(from)}::text::timestamptz
    limit ${limit}`;
}
