import { formatMicros, type Micros } from "@/domain/time/micros";
import type { Query } from "../../client";
import { type TradeFilter, tradeConditions } from "./trade-conditions";

export interface TradeRow {
  time: Micros;
  tradeId: string;
  sequence: bigint | null;
  price: string;
  quantity: string;
  /** exact product of price and quantity */
  notional: string;
  /** taker side: 1 buy, 2 sell, 0 unknown */
  side: number;
  ingestedAt: Micros;
  topic: string;
  partition: number;
  sourceId: number;
  sourceOffset: bigint;
  frameIndex: number;
}

export interface TradesQuestion extends TradeFilter {
  /** the last row of the page before: what follows it is older, or as old with a smaller id */
  after: { time: Micros; tradeId: string } | null;
  limit: number;
}

/** Newest first, by (time, trade_id) of the unique index: page 10,000 is as fast as page 1. */
export function listTrades(sql: Query, question: TradesQuestion): Promise<TradeRow[]> {
  const { after } = question;
  const conditions = tradeConditions(question).map(
    ({ on, value, type }) => sql`and ${sql.unsafe(on)} (${value}::text::${sql.unsafe(type)})`,
  );
  return sql<TradeRow[]>`
    select (extract(epoch from t.time) * 1000000)::float8 as time, t.trade_id as "tradeId", t.sequence, t.price,
      t.quantity, (t.price * t.quantity)::text as notional, t.side,
      (extract(epoch from t.ingested_at) * 1000000)::float8 as "ingestedAt",
      p.topic, p.partition, t.source_id as "sourceId", t.source_offset as "sourceOffset",
      t.frame_index as "frameIndex"
    from trades t join partition_positions p on p.id = t.source_id
    where true ${conditions}
      ${after === null ? sql`` : sql`and t.time <= ${formatMicros(after.time)}::timestamptz and (t.time, t.trade_id) < (${formatMicros(after.time)}::timestamptz, ${after.tradeId})`}
    order by t.time desc, t.trade_id desc
    limit ${question.limit}`;
}
