import type { Micros } from "@/domain/time/micros";
import type { Query } from "../../client";

export interface TradeRow {
  instrumentId: number;
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

/** What a `TradeRow` selects, over `trades t` joined with `partition_positions p`. */
export function tradeColumns(sql: Query) {
  return sql`
    t.instrument_id as "instrumentId", (extract(epoch from t.time) * 1000000)::float8 as time,
    t.trade_id as "tradeId", t.sequence, t.price, t.quantity, (t.price * t.quantity)::text as notional, t.side,
    (extract(epoch from t.ingested_at) * 1000000)::float8 as "ingestedAt",
    p.topic, p.partition, t.source_id as "sourceId", t.source_offset as "sourceOffset",
    t.frame_index as "frameIndex"`;
}
