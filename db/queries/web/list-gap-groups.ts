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
    select g.instrument_id as "instrumentId", i.exchange, i.market, i.symbol, count(*)::int as gaps,
      sum(g.missing_count)::text as missing,
      (extract(epoch from min(g.detected_at)) * 1000000)::float8 as since
    from sequence_gaps g join instruments i on i.id = g.instrument_id
    where g.state = 'open'
    group by g.instrument_id, i.id
    order by sum(g.missing_count) desc
    limit ${limit}`;
}
