import type { LetterFilter } from "@/domain/dead-letter/letter-filter";
import { formatMicros, type Micros } from "@/domain/time/micros";
import type { Query } from "../../client";
import { letterConditions } from "./letter-conditions";
import type { LetterKey } from "./list-letters";

/** Letters whose payloads are searched for one page. */
export const SEARCHED_LETTERS = 20_000;

/**
 * Where a search of payloads has to stop for now: no index helps it, so that it reads letter by letter, so many of
 * them at a time. @returns the last letter to look at; undefined where fewer are left
 */
export async function findScanEnd(
  sql: Query,
  filter: LetterFilter,
  after: LetterKey | null,
): Promise<LetterKey | undefined> {
  const [row] = await sql<{ createdAt: Micros; id: bigint }[]>`
    select (extract(epoch from d.created_at) * 1000000)::float8 as "createdAt", d.id
    from dead_letters d
    where true ${letterConditions(sql, { ...filter, text: null })}
      ${after === null ? sql`` : sql`and (d.created_at, d.id) < (${formatMicros(after.createdAt)}::text::timestamptz, ${after.id}::int8)`}
    order by d.created_at desc, d.id desc
    offset ${SEARCHED_LETTERS - 1} limit 1`;
  return row === undefined ? undefined : { createdAt: row.createdAt, id: String(row.id) };
}
