import type { TradeColumns } from "@/db/queries/ingest/insert-undecided";
import { SIDE_CODE } from "@/db/queries/ingest/side-code";
import { formatMicros } from "@/domain/time/micros";
import type { DecodedBatch } from "./types";

/** Some trades of a batch, by index, as columns for `unnest`. */
export function tradeColumns(
  batch: DecodedBatch,
  indexes: readonly number[],
  instrumentIds: readonly number[],
  tradeIds: readonly string[],
): TradeColumns {
  const columns: TradeColumns = {
    time: [],
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
    const trade = batch.trades[i];
    if (trade === undefined) continue;
    columns.time.push(formatMicros(trade.timeMicros));
    columns.sourceOffset.push(batch.offsets[i] ?? 0);
    columns.sequence.push(trade.sequence?.toString() ?? null);
    columns.instrumentId.push(instrumentIds[i] ?? 0);
    columns.frameIndex.push(batch.frameIndexes[i] ?? 0);
    columns.side.push(SIDE_CODE[trade.side]);
    columns.price.push(trade.price);
    columns.quantity.push(trade.quantity);
    columns.tradeId.push(tradeIds[i] ?? "");
  }
  return columns;
}
