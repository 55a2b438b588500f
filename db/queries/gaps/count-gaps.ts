import type { GapCause, GapState } from "@/domain/gap/types";
import type { Query } from "../../client";

export interface GapCount {
  exchange: string;
  state: GapState;
  cause: GapCause;
  gaps: bigint;
  missing: string;
}

/** How many gaps and missing numbers there are, by exchange, state and cause; of one instrument where it is named. */
export function countGaps(sql: Query, instrumentId: number | null): Promise<GapCount[]> {
  return sql<GapCount[]>`
    select i.exchange, c.state, c.cause, sum(c.gaps)::int8 as gaps, sum(c.missing)::text as missing
    from gap_counts c join instruments i on i.id = c.instrument_id
    where c.gaps > 0 ${instrumentId === null ? sql`` : sql`and c.instrument_id = ${instrumentId}`}
    group by 1, 2, 3 order by 1, 2, 3`;
}
