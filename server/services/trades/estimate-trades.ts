import { z } from "zod";
import { countTrades } from "@/db/queries/web/count-trades";
import { planTrades } from "@/db/queries/web/plan-trades";
import { sampleTrades } from "@/db/queries/web/sample-trades";
import type { TradeRowFilter } from "@/db/queries/web/trade-conditions";
import { coverRange } from "@/domain/candle/cover-range";
import type { Micros } from "@/domain/time/micros";
import { estimatePassing } from "@/domain/trade/estimate-passing";
import { askCancellably } from "@/server/cancellable";
import { database } from "@/server/database";
import { chooseInstruments, instrumentsShape } from "@/server/services/trades/choose-instruments";
import { toTradeRowFilter, tradeRowFilterShape } from "@/server/services/trades/trade-filter";

/** Trades that a sample looks at, whatever the range: a few milliseconds. */
const SAMPLE = 2_000;

export const tradesEstimateInput = z.strictObject({ ...instrumentsShape, ...tradeRowFilterShape });

export const tradesEstimateOutput = z.object({
  count: z.bigint(),
  /** the same as count where it is exact; else what it lies between at 95 % confidence */
  low: z.bigint(),
  high: z.bigint(),
  exact: z.boolean(),
  /**
   * `candles`: their counts, added up. `sample`: the part of a sample that passes the filter, times the candles' count.
   * `planner`: what the database's statistics let it expect.
   */
  method: z.enum(["candles", "sample", "planner"]),
  /** trades that the sample looked at; 0 for the other methods */
  sampled: z.bigint(),
});
type Estimate = z.infer<typeof tradesEstimateOutput>;

/**
 * How many trades a question has, without reading them all.
 * @throws {ServiceError} BAD_INPUT without an instrument or with too many; QUERY_TIMEOUT; CANCELLED
 */
export async function estimateTrades(
  input: z.infer<typeof tradesEstimateInput>,
  now: Micros,
  signal?: AbortSignal,
): Promise<Estimate> {
  const instrumentIds = await chooseInstruments(database(), input);
  const filter = toTradeRowFilter(input, now);
  return askCancellably(signal, async (sql) => {
    if (filter.tradeId) {
      const count = await planTrades(sql, filter, instrumentIds);
      return { count, low: 0n, high: count, exact: false, method: "planner", sampled: 0n };
    }
    const stretches = coverRange(filter.from, filter.to);
    const { trades: total, complete } = await countTrades(sql, instrumentIds, stretches);
    if (!narrows(filter))
      return { count: total, low: total, high: total, exact: complete, method: "candles", sampled: 0n };
    const { points, runLength } = samplePlan(filter, instrumentIds.length);
    const { seen, passed } = await sampleTrades(sql, filter, instrumentIds, points, runLength);
    const estimate = estimatePassing(total, seen, passed);
    return { ...estimate, exact: complete && seen >= total, method: "sample", sampled: seen };
  });
}

function narrows(filter: TradeRowFilter): boolean {
  const { sides, minNotional, minPrice, maxPrice, minQuantity, maxQuantity } = filter;
  return (
    sides.length > 0 ||
    [minNotional, minPrice, maxPrice, minQuantity, maxQuantity].some((one) => typeof one === "string")
  );
}

/** Points spread evenly over the range; the more instruments, the fewer each has. */
function samplePlan({ from, to }: TradeRowFilter, instruments: number) {
  const count = Math.max(4, Math.floor(40 / instruments));
  const step = (to - from) / count;
  return {
    points: Array.from({ length: count }, (_, n) => Math.floor(from + n * step)),
    runLength: Math.ceil(SAMPLE / (count * instruments)),
  };
}
