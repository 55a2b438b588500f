import { countCandleTrades } from "@/db/queries/web/count-candle-trades";
import { type CandleRow, readCandles } from "@/db/queries/web/read-candles";
import { readFoldedCandles } from "@/db/queries/web/read-folded-candles";
import { readTradeCandles } from "@/db/queries/web/read-trade-candles";
import { askCancellably } from "@/server/cancellable";
import { database } from "@/server/database";
import { bucketOf, chooseZoom, MAX_POINTS, type Zoom, type ZoomRule } from "@/server/services/candles/zoom";
import type { ResolvedRange } from "@/server/time-range";

/** Candles below a minute read every trade: past this many the answer comes from the rollup of minutes. */
const MAX_TRADES = 200_000;

/** The size that answers a range of these instruments; one that reads trades only where they are few enough. */
export async function zoomFor(
  instrumentIds: readonly number[],
  range: ResolvedRange,
  wanted: Zoom | "auto",
): Promise<ZoomRule> {
  const rule = chooseZoom(range, wanted);
  if (rule.table !== null) return rule;
  const trades = await countCandleTrades(database(), instrumentIds, range.from, range.to);
  return trades <= MAX_TRADES ? rule : chooseZoom(range, wanted, false);
}

/** An instrument's candles of a size, oldest first, from the one in which the range begins. */
export function readZoomedCandles(
  instrumentId: number,
  range: ResolvedRange,
  { micros, origin, table, tableMicros }: ZoomRule,
): Promise<CandleRow[]> {
  const sql = database();
  const from = Math.max(0, bucketOf({ micros, origin }, range.from));
  const question = { instrumentId, from, to: range.to, limit: MAX_POINTS };
  if (table === null)
    return askCancellably(
      undefined,
      (tx) => readTradeCandles(tx, { ...question, step: micros }),
      "no workers",
    );
  return micros === tableMicros
    ? readCandles(sql, { ...question, table })
    : readFoldedCandles(sql, { ...question, table, step: micros, origin });
}
