import type { Query } from "../../client";

export interface MissingRow {
  instrumentId: number;
  /** inclusive */
  from: bigint;
  to: bigint;
}

/** Every run of numbers still missing, by instrument and number. */
export async function missingRanges(sql: Query): Promise<MissingRow[]> {
  return sql<MissingRow[]>`
    select g.instrument_id as "instrumentId", lower(r) as "from", upper(r) - 1 as "to"
    from sequence_gaps g, unnest(g.missing) r
    where g.state <> 'filled'
    order by g.instrument_id, g.epoch, lower(r)`;
}
