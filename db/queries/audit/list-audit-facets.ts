import type { Query } from "../../client";

/** Who has acted, and what acts there were: found by skipping from one to the next in their indexes. */
export async function listAuditFacets(
  sql: Query,
  limit: number,
): Promise<{ actors: string[]; actions: string[] }> {
  const distinct = (column: "actor" | "action") => sql<{ value: string }[]>`
    with recursive v as (
      (select ${sql(column)} as value from audit_log order by 1 limit 1)
      union all
      select n.value from v cross join lateral (
        select ${sql(column)} as value from audit_log where ${sql(column)} > v.value order by 1 limit 1) n
    ) select value from v limit ${limit}`;
  const [actors, actions] = await Promise.all([distinct("actor"), distinct("action")]);
  return { actors: actors.map((row) => row.value), actions: actions.map((row) => row.value) };
}
