import type { Micros } from "@/domain/time/micros";
import type { Query } from "../../client";

/** One exchange, as its trades and its connection tell. */
export interface FeedRow {
  exchange: string;
  instruments: number;
  stored: bigint;
  /** exchange time of the newest trade, µs */
  lastTradeAt: Micros | null;
  /** `connected`, `connecting`, …; null where no feed worker serves it (its records come from elsewhere) */
  state: string | null;
  lastMessageAt: Micros | null;
  reconnects: bigint | null;
  reason: string | null;
}

export function listFeeds(sql: Query): Promise<FeedRow[]> {
  return sql<FeedRow[]>`
    with traded as (
      select i.exchange, count(*)::int as instruments, coalesce(sum(l.stored), 0)::int8 as stored,
        max(l.last_time) as last_time
      from instruments i left join instrument_ledger l on l.instrument_id = i.id
      group by i.exchange)
    select coalesce(t.exchange, f.exchange) as exchange,
      coalesce(t.instruments, 0) as instruments,
      coalesce(t.stored, 0)::int8 as stored,
      (extract(epoch from t.last_time) * 1000000)::float8 as "lastTradeAt",
      f.state,
      (extract(epoch from f.last_message_at) * 1000000)::float8 as "lastMessageAt",
      f.reconnects,
      f.reason
    from traded t full join feed_connections f on f.exchange = t.exchange
    order by 1`;
}
