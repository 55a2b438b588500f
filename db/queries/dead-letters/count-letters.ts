import type { LetterFilter } from "@/domain/dead-letter/letter-filter";
import type { Query } from "../../client";
import { letterConditions } from "./letter-conditions";

/** How many letters pass a filter; counting ends at `limit`. */
export async function countLetters(sql: Query, filter: LetterFilter, limit: number): Promise<number> {
  const [row] = await sql<{ n: number }[]>`
    select count(*)::int as n from (
      select 1 from dead_letters d where true ${letterConditions(sql, filter)} limit ${limit}) matching`;
  return row?.n ?? 0;
}
