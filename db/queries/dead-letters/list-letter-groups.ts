import type { Micros } from "@/domain/time/micros";
import type { Query } from "../../client";

/** Letters with one cause. */
export interface LetterGroup {
  fingerprint: string;
  stage: string;
  code: string;
  /** the sentence of the newest of them */
  message: string;
  path: string | null;
  decoder: string;
  /** the build that met the newest of them */
  build: string;
  /** letters that wait */
  count: bigint;
  /** instruments that the waiting ones touch; `TOUCHED_LIMIT` means so many or more */
  instruments: number;
  /** of this cause in other states */
  replaying: bigint;
  resolved: bigint;
  discarded: bigint;
  firstAt: Micros;
  lastAt: Micros;
}

export const TOUCHED_LIMIT = 100;

/**
 * Letters that wait, grouped by fingerprint, the largest group first. Counts come from the tallies, the rest from one
 * letter a group; instruments are found by skipping from one to the next in their index.
 */
export function listLetterGroups(sql: Query, limit: number): Promise<LetterGroup[]> {
  return sql<LetterGroup[]>`
    select g.fingerprint, d.stage, d.code, d.message, d.path, d.decoder, d.build, g.count, g.replaying, g.resolved,
      g.discarded, coalesce(i.instruments, 0)::int as instruments,
      (extract(epoch from g.first_at) * 1000000)::float8 as "firstAt",
      (extract(epoch from g.last_at) * 1000000)::float8 as "lastAt"
    from (
      select fingerprint, sum(failed)::int8 as count, sum(replaying)::int8 as replaying, sum(resolved)::int8 as resolved,
        sum(discarded)::int8 as discarded, min(first_at) filter (where failed > 0) as first_at,
        max(last_at) filter (where failed > 0) as last_at
      from dead_letter_tallies group by fingerprint having sum(failed) > 0
      order by sum(failed) desc, fingerprint limit ${limit}) g
    cross join lateral (
      select stage, code, message, path, decoder, build from dead_letters l
      where l.fingerprint = g.fingerprint and l.state = 'failed'
      order by l.created_at desc, l.id desc limit 1) d
    left join lateral (
      with recursive touched as (
        (select exchange, symbol from dead_letters l
         where l.fingerprint = g.fingerprint and l.state = 'failed' and exchange is not null and symbol is not null
         order by exchange, symbol limit 1)
        union all
        select n.exchange, n.symbol from touched t cross join lateral (
          select exchange, symbol from dead_letters l
          where l.fingerprint = g.fingerprint and l.state = 'failed' and (l.exchange, l.symbol) > (t.exchange, t.symbol)
          order by exchange, symbol limit 1) n
      )
      select count(*) as instruments from (select 1 from touched limit ${TOUCHED_LIMIT}) t
    ) i on true
    order by g.count desc, g.fingerprint`;
}
