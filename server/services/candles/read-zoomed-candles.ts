import { countCandleTrades } from "@/db/queries/web/count-candle-trades";
import { countUnkeptTrades } from "@/db/queries/web/count-unkept-trades";
import { type CandleRow, readCandles } from "@/db/queries/web/read-candles";
import { readFoldedCandles } from "@/db/queries/web/read-folded-candles";
import { database } from "@/server/database";
import { readFineRange } from "@/server/services/candles/read-fine-range";
import { bucketOf, chooseZoom, MAX_POINTS, type Zoom, type ZoomRule } from "@/server/services/candles/zoom";
import type { ResolvedRange } from "@/server/time-range";

/** Candles below a minute that are not kept read every trade: past this many the answer comes from the rollup of minutes. */
const MAX_TRADES = 200_000;

/** The size that answers a range of these instruments; one that has to be made from trades only where they are few enough. */
export async function zoomFor(
  instrumentIds: readonly number[],
  range: ResolvedRange,
  wanted: Zoom | "auto",
): Promise<ZoomRule> {
  const rule = chooseZoom(range, wanted);
  if (rule.table !== null) return rule;
  const sql = database();
  const all = await countCandleTrades(sql, instrumentIds, range.from, range.to);
  if (all <= MAX_TRADES) return rule;
  const unkept = await countUnkeptTrades(sql, { instrumentIds, seconds: rule.micros / 1_000_000, ...range });
  return unkept <= MAX_TRADES ? rule : chooseZoom(range, wanted, false);
}

/** An instrument's candles of a size, oldest first, from the one in which the range begins. */
export async function readZoomedCandles(
  instrumentId: number,
  range: ResolvedRange,
  { micros, origin, table, tableMicros }: ZoomRule,
): Promise<CandleRow[]> {
  const sql = database();
  const from = Math.max(0, bucketOf({ micros, origin }, range.from));
  if (table === null)
    return (await readFineRange({ instrumentId, from, to: range.to, step: micros })).slice(-MAX_POINTS);
  const question = { instrumentId, from, to: range.to, limit: MAX_POINTS };
  return micros === tableMicros
    ? readCandles(sql, { ...question, table })
    : readFoldedCandles(sql, { ...question, table, step: micros, origin });
}
