import type { Query } from "../../client";

/** What the letters of the filter can be narrowed by. */
export interface LetterFacets {
  topics: string[];
  codes: string[];
  symbols: { exchange: string; symbol: string }[];
}

/** Distinct values, found by skipping from one to the next in an index, not by reading all letters. */
export async function listLetterFacets(sql: Query, limit: number): Promise<LetterFacets> {
  const [topics, codes, symbols] = await Promise.all([
    sql<{ topic: string }[]>`select distinct topic from dead_letter_tallies order by topic limit ${limit}`,
    sql<{ code: string }[]>`
      with recursive c as (
        (select code from dead_letters order by code limit 1)
        union all
        select n.code from c cross join lateral (
          select code from dead_letters where code > c.code order by code limit 1) n
      ) select code from c limit ${limit}`,
    sql<{ exchange: string; symbol: string }[]>`
      with recursive s as (
        (select exchange, symbol from dead_letters where exchange is not null and symbol is not null
         order by exchange, symbol limit 1)
        union all
        select n.exchange, n.symbol from s cross join lateral (
          select exchange, symbol from dead_letters where (exchange, symbol) > (s.exchange, s.symbol) and symbol is not null
          order by exchange, symbol limit 1) n
      ) select exchange, symbol from s limit ${limit}`,
  ]);
  return {
    topics: topics.map((row) => row.topic),
    codes: codes.map((row) => row.code),
    symbols: [...symbols],
  };
}
