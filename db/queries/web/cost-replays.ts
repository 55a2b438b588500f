import type { Query } from "../../client";

/** A replay that has sent, or sends, records. */
export interface CostReplay {
  id: bigint;
  state: string;
  reason: string;
  createdBy: string;
  /** counts of its items by state and outcome, as the worker wrote them; null before the first */
  progress: unknown;
  /** mean bytes of what its first items send; null where no value was kept */
  meanBytes: number | null;
}

/** The newest started replays, with the mean size of the first `sample` records of each. */
export function listCostReplays(sql: Query, limit: number, sample: number): Promise<CostReplay[]> {
  return sql<CostReplay[]>`
    select j.id, j.state, j.reason, j.created_by as "createdBy", j.progress, sizes.mean as "meanBytes"
    from replay_jobs j
    left join lateral (
      select avg(octet_length(coalesce(sent.value, e.value, l.value)))::float8 as mean
      from (select letter_id, edit_id, value from replay_items
        where job_id = j.id order by letter_id limit ${sample}) sent
      join dead_letters l on l.id = sent.letter_id
      left join dead_letter_edits e on e.id = sent.edit_id) sizes on true
    where j.started_at is not null
    order by j.id desc
    limit ${limit}`;
}
