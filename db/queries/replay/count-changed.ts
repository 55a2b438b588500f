import type { Query } from "../../client";

/** How the letters of a plan have changed since it was proved. */
export interface ChangedSince {
  letters: number;
  held: number;
  resolved: number;
  discarded: number;
  /** tried again or edited */
  other: number;
}

export async function countChanged(sql: Query, jobId: bigint): Promise<ChangedSince> {
  const [row] = await sql<ChangedSince[]>`
    select count(*)::int as letters,
      count(*) filter (where d.state in ('replaying', 'replayed'))::int as held,
      count(*) filter (where d.state = 'resolved')::int as resolved,
      count(*) filter (where d.state = 'discarded')::int as discarded,
      count(*) filter (where d.state = 'failed')::int as other
    from replay_items i join dead_letters d on d.id = i.letter_id
    where i.job_id = ${jobId} and i.state = 'planned'
      and (d.state <> 'failed' or d.attempts + 1 <> i.attempt or d.edit_id is distinct from i.edit_id)`;
  if (row === undefined) throw new Error("an aggregate gives one row");
  return row;
}
