import type { Micros } from "@/domain/time/micros";
import type { Query } from "../../client";

/** Letters with one cause. */
export interface DeadLetterGroup {
  fingerprint: string;
  stage: string;
  code: string;
  /** the sentence of the newest of them */
  message: string;
  decoder: string;
  count: bigint;
  instruments: number;
  firstAt: Micros;
  lastAt: Micros;
}

/** Letters that wait, grouped by fingerprint, the largest group first. */
export function listDeadLetterGroups(sql: Query, limit: number): Promise<DeadLetterGroup[]> {
  return sql<DeadLetterGroup[]>`
    select fingerprint, max(stage) as stage, max(code) as code,
      (array_agg(message order by id desc))[1] as message, max(decoder) as decoder,
      count(*)::int8 as count, count(distinct (exchange, symbol))::int as instruments,
      (extract(epoch from min(created_at)) * 1000000)::float8 as "firstAt",
      (extract(epoch from max(created_at)) * 1000000)::float8 as "lastAt"
    from dead_letters where state = 'failed'
    group by fingerprint
    order by count(*) desc, fingerprint
    limit ${limit}`;
}
