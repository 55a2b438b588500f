import type { Micros } from "@/domain/time/micros";
import type { Query } from "../../client";

/** What an instrument misses that is neither filled, nor known to be gone, nor accepted by somebody. */
export interface OpenGaps {
  instrumentId: number;
  exchange: string;
  market: string;
  symbol: string;
  gaps: bigint;
  missing: string;
  /** when the oldest of them was found */
  since: Micros;
}

/** Instruments with open, explained or backfilling gaps, the most missing first: what alerts by size and age need. */
export function readOpenGaps(sql: Query, limit: number): Promise<OpenGaps[]> {
  return sql<OpenGaps[]>`
    select c.instrument_id as "instrumentId", i.exchange, i.market, i.symbol, c.gaps, c.missing::text as missing,
      (extract(epoch from o.since) * 1000000)::float8 as since
    from (
      select instrument_id, sum(gaps)::int8 as gaps, sum(missing) as missing from gap_counts
      where state in ('open', 'explained', 'backfilling') group by instrument_id having sum(gaps) > 0
      order by sum(missing) desc limit ${limit}) c
    join instruments i on i.id = c.instrument_id
    cross join lateral (
      select detected_at as since from sequence_gaps
      where instrument_id = c.instrument_id and state in ('open', 'explained', 'backfilling')
      order by detected_at limit 1) o
    order by c.missing desc`;
}
