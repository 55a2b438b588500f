import { formatMicros, type Micros } from "@/domain/time/micros";
import type { Query } from "../../client";
import type { TradeRow } from "./list-trades";

/** One trade by its identity; undefined where it is not stored (or not any more). */
export async function findTrade(
  sql: Query,
  instrumentId: number,
  time: Micros,
  tradeId: string,
): Promise<TradeRow | undefined> {
  const [row] = await sql<TradeRow[]>`
    select (extract(epoch from t.time) * 1000000)::float8 as time, t.trade_id as "tradeId", t.sequence, t.price,
      t.quantity, (t.price * t.quantity)::text as notional, t.side,
      (extract(epoch from t.ingested_at) * 1000000)::float8 as "ingestedAt",
      p.topic, p.partition, t.source_id as "sourceId", t.source_offset as "sourceOffset",
      t.frame_index as "frameIndex"
    from trades t join partition_positions p on p.id = t.source_id
    where t.instrument_id = ${instrumentId} and t.time = ${formatMicros(time)}::timestamptz and t.trade_id = ${tradeId}`;
  return row;
}
