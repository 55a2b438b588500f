import type { Query } from "../../client";

export interface MissingTotals {
  /** numbers that were expected and are not stored, over all gaps that are not filled */
  missing: string;
  gaps: number;
  /** trades stored of instruments whose feed numbers them without a jump */
  storedNumbered: bigint;
}

/** What the numbered feeds promised against what is there. */
export async function readMissingTotals(sql: Query): Promise<MissingTotals> {
  const [row] = await sql<MissingTotals[]>`
    select
      (select coalesce(sum(missing), 0)::text from gap_counts where state <> 'filled') as missing,
      (select coalesce(sum(gaps), 0)::int from gap_counts where state <> 'filled') as gaps,
      (select coalesce(sum(l.stored), 0)::int8 from instrument_ledger l
         join instruments i on i.id = l.instrument_id where i.policy = 'contiguous') as "storedNumbered"`;
  if (row === undefined) throw new Error("a select without from gives one row");
  return row;
}
