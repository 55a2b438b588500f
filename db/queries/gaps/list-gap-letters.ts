import type { Query } from "../../client";
import { letterOfEpoch } from "./letter-of-epoch";

export interface GapLetter {
  id: bigint;
  sequence: bigint;
  state: string;
  code: string;
}

/** Dead letters that hold numbers which a gap misses, by number. */
export function listGapLetters(sql: Query, gapId: string, limit: number): Promise<GapLetter[]> {
  return sql<GapLetter[]>`
    select d.id, d.sequence, d.state, d.code
    from sequence_gaps g join dead_letters d on d.instrument_id = g.instrument_id
      and d.sequence between lower(g.missing) and upper(g.missing) - 1 and g.missing @> d.sequence
      and d.state in ('failed', 'replaying', 'replayed') and ${letterOfEpoch(sql)}
    where g.id = ${gapId}::int8
    order by d.sequence, d.id limit ${limit}`;
}
