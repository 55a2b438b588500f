import { formatMicros, type Micros } from "@/domain/time/micros";
import type { Query } from "../../client";

/** A stretch of time in which an instrument misses numbers. */
export interface GapBand {
  id: bigint;
  from: Micros;
  to: Micros;
  missingCount: string;
}

/** The largest unfilled gaps of an instrument that touch [from, to), for a chart. */
export function listGapBands(
  sql: Query,
  instrumentId: number,
  from: Micros,
  to: Micros,
  limit: number,
): Promise<GapBand[]> {
  return sql<GapBand[]>`
    select id, (extract(epoch from time_before) * 1000000)::float8 as "from",
      (extract(epoch from time_after) * 1000000)::float8 as "to", missing_count::text as "missingCount"
    from sequence_gaps
    where instrument_id = ${instrumentId} and state <> 'filled'
      and time_before < ${formatMicros(to)}::timestamptz and time_after >= ${formatMicros(from)}::timestamptz
    order by missing_count desc, id
    limit ${limit}`;
}
