import type { Micros } from "@/domain/time/micros";
import type { Query } from "../../client";

/** The open gaps of one instrument together. */
export interface GapGroup {
  instrumentId: number;
  exchange: string;
  market: string;
  symbol: string;
  gaps: number;
  missing: string;
  since: Micros;
}

/** Instruments with open gaps, the most missing first. */
export function listGapGroups(sql: Query, limit: number): Promise<GapGroup[]> {
  return sql<GapGroup[]>`
    select c.instrument_id as "instrumentId", i.exchange, i.market, i.symbol, c.gaps::int as gaps,
      c.missing::text as missing, (extract(epoch from o.since) * 1000000)::float8 as since
    from (
      select instrument_id, sum(gaps) as gaps, sum(missing) as missing from gap_counts
      where state = 'open' group by instrument_id having sum(gaps) > 0
      order by sum(missing) desc limit ${limit}) c
    join instruments i on i.id = c.instrument_id
    cross join lateral (
      select detected_at as since from sequence_gaps
      where instrument_id = c.instrument_id and state in ('open', 'explained', 'backfilling') and state = 'open'
      order by detected_at limit 1) o
    order by c.missing desc`;
}
