import { formatMicros, type Micros } from "@/domain/time/micros";
import type { Query } from "../../client";
import { type TradeRow, tradeColumns } from "./trade-columns";

/** One trade by its identity; undefined where it is not stored (or not any more). */
export async function findTrade(
  sql: Query,
  instrumentId: number,
  time: Micros,
  tradeId: string,
): Promise<TradeRow | undefined> {
  const [row] = await sql<TradeRow[]>`
    select ${tradeColumns(sql)}
    from trades t join partition_positions p on p.id = t.source_id
    where t.instrument_id = ${instrumentId} and t.time = ${formatMicros(time)}::timestamptz and t.trade_id = ${tradeId}`;
  return row;
}
