import { formatMicros, type Micros } from "@/domain/time/micros";
import type { Query } from "../../client";
import { bindConditions } from "./bind-conditions";
import { type TradeRow, tradeColumns } from "./trade-columns";
import { type TradeFilter, tradeConditions } from "./trade-conditions";

export interface TradesQuestion extends TradeFilter {
  /** the last row of the page before: what follows it is older, or as old with a smaller id */
  after: { time: Micros; tradeId: string } | null;
  limit: number;
}

/** Of one instrument, newest first, by (time, trade_id) of the unique index. */
export function listTrades(sql: Query, question: TradesQuestion): Promise<TradeRow[]> {
  const { after } = question;
  return sql<TradeRow[]>`
    select ${tradeColumns(sql)}
    from trades t join partition_positions p on p.id = t.source_id
    where true ${bindConditions(sql, tradeConditions(question))}
      ${after === null ? sql`` : sql`and t.time <= ${formatMicros(after.time)}::timestamptz and (t.time, t.trade_id) < (${formatMicros(after.time)}::timestamptz, ${after.tradeId})`}
    order by t.time desc, t.trade_id desc
    limit ${question.limit}`;
}
