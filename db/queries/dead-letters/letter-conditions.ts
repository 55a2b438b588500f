import type postgres from "postgres";
import type { LetterFilter } from "@/domain/dead-letter/letter-filter";
import { formatMicros } from "@/domain/time/micros";
import type { Query } from "../../client";

type Fragment = postgres.PendingQuery<postgres.Row[]>;

/** A filter as `and …` conditions on `dead_letters d`: values are parameters, never text of the statement. */
export function letterConditions(sql: Query, filter: LetterFilter): Fragment {
  const { states, fingerprint, code, topic, partition, exchange, symbol, reporter, minAttempts } = filter;
  const none = sql``;
  return sql`
    ${states.length === 0 ? none : sql`and d.state = any (${states}::text[])`}
    ${fingerprint === null ? none : sql`and d.fingerprint = ${fingerprint}`}
    ${code === null ? none : sql`and d.code = ${code}`}
    ${topic === null ? none : sql`and d.topic = ${topic}`}
    ${partition === null ? none : sql`and d.partition = ${partition}`}
    ${exchange === null ? none : sql`and d.exchange = ${exchange}`}
    ${symbol === null ? none : sql`and d.symbol = ${symbol}`}
    ${reporter === null ? none : sql`and d.reporter = ${reporter}`}
    ${minAttempts === null ? none : minAttempts > 1 ? sql`and d.attempts > 1 and d.attempts >= ${minAttempts}` : none}
    ${filter.from === null ? none : sql`and d.created_at >= ${formatMicros(filter.from)}::text::timestamptz`}
    ${filter.to === null ? none : sql`and d.created_at < ${formatMicros(filter.to)}::text::timestamptz`}
    ${filter.text === null ? none : sql`and position(${Buffer.from(filter.text)}::bytea in d.value) > 0`}`;
}
