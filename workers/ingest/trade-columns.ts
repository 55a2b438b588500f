import type { TradeColumns } from "@/db/queries/ingest/insert-undecided";
import { SIDE_CODE } from "@/db/queries/ingest/side-code";
import { formatMicros } from "@/domain/time/micros";
import type { JoinedTrades } from "./joined-trades";

/** Some trades, by index, as columns for `unnest`. */
export function tradeColumns(
  joined: JoinedTrades,
  indexes: readonly number[],
  sourceIds: readonly number[],
  tradeIds: readonly string[],
): TradeColumns {
  const columns: TradeColumns = {
    time: [],
    sourceId: [],
    sourceOffset: [],
    sequence: [],
    instrumentId: [],
    frameIndex: [],
    side: [],
    price: [],
    quantity: [],
    tradeId: [],
  };
  for (const i of indexes) {
    const trade = joined.trades[i];
    if (trade === undefined) continue;
    columns.time.push(formatMicros(trade.timeMicros));
    columns.sourceId.push(sourceIds[joined.partOf(i)] ?? 0);
    columns.sourceOffset.push(joined.offsets[i] ?? 0);
    columns.sequence.push(trade.sequence?.toString() ?? null);
    columns.instrumentId.push(joined.instruments[i]?.id ?? 0);
    columns.frameIndex.push(joined.frameIndexes[i] ?? 0);
    columns.side.push(SIDE_CODE[trade.side]);
    columns.price.push(trade.price);
    columns.quantity.push(trade.quantity);
    columns.tradeId.push(tradeIds[i] ?? "");
  }
  return columns;
}
