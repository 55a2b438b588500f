import type { Query } from "../../client";

/** Dead letters that a replay would publish again. */
export interface CostLetters {
  letters: bigint;
  /** mean over the newest letters whose value was kept; null where none was */
  meanBytes: number | null;
}

/** How many letters wait, and how large the newest `sample` of them are. */
export async function readCostLetters(sql: Query, sample: number): Promise<CostLetters> {
  const [row] = await sql<CostLetters[]>`
    select (select count(*)::int8 from dead_letters where state = 'failed') as letters,
      (select avg(octet_length(value))::float8 from (
        select value from dead_letters where state = 'failed' and value is not null
        order by id desc limit ${sample}) newest) as "meanBytes"`;
  if (row === undefined) throw new Error("a select without from gives one row");
  return row;
}
