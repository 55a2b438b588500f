import type { Query } from "../../client";
import { listTradeDays, type TradeDay } from "./list-trade-days";

/** A day grows by so much before it is sorted again: late trades and backfills lie behind the sorted ones. */
const GROWN = 1.1;

/**
 * Days before `before` (`YYYY-MM-DD`, exclusive) whose trades do not lie sorted, the newest first. By the planner's
 * count of rows: nothing is read, and what was never analysed has to wait for that.
 * @param minRows smaller days are left as they are: they fit into memory in any order
 */
export async function listUnsortedDays(sql: Query, before: string, minRows: number): Promise<TradeDay[]> {
  const days = await listTradeDays(sql, before);
  const found = await sql<{ day: string }[]>`
    select d.day
    from unnest(${days.map((one) => one.day)}::text[], ${days.map((one) => one.qualified)}::text[]) as d (day, qualified)
    join pg_class c on c.oid = to_regclass(d.qualified)
    left join sorted_days s on s.day = d.day::date and s.relation = c.oid
    where c.reltuples >= ${minRows} and (s.day is null or c.reltuples > s.trades * ${GROWN}::float8)
    order by d.day desc`;
  return found.flatMap(({ day }) => days.filter((one) => one.day === day));
}
