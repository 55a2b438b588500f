import { z } from "zod";
import { listGapBands } from "@/db/queries/web/list-gap-bands";
import { readCandles } from "@/db/queries/web/read-candles";
import type { Micros } from "@/domain/time/micros";
import { database } from "@/server/database";
import {
  bucketMicros,
  CANDLE_TABLE,
  chooseResolution,
  MAX_POINTS,
  RESOLUTIONS,
} from "@/server/services/candles/choose-resolution";
import { resolveRange, timeRange } from "@/server/time-range";
import { decimal, int4Id, micros } from "@/server/trpc/exact";

const MAX_BANDS = 100;

export const candleRangeInput = z.strictObject({ instrumentId: int4Id, range: timeRange });

export const candleRangeOutput = z.object({
  resolution: z.enum(RESOLUTIONS),
  bucketMicros: micros,
  from: micros,
  to: micros,
  candles: z.array(
    z.object({
      bucket: micros,
      open: decimal,
      high: decimal,
      low: decimal,
      close: decimal,
      volume: decimal,
      notional: decimal,
      buyVolume: decimal,
      sellVolume: decimal,
      trades: z.bigint(),
    }),
  ),
  /** where numbers are missing, the largest first */
  gaps: z.array(z.object({ id: z.bigint(), from: micros, to: micros, missingCount: decimal })),
});

/** Candles of one instrument from the coarsest table that serves the range, and where its numbers have gaps. */
export async function readCandleRange(
  input: z.infer<typeof candleRangeInput>,
  now: Micros,
): Promise<z.infer<typeof candleRangeOutput>> {
  const range = resolveRange(input.range, now);
  const resolution = chooseResolution(range);
  const sql = database();
  const [candles, gaps] = await Promise.all([
    readCandles(sql, {
      instrumentId: input.instrumentId,
      table: CANDLE_TABLE[resolution],
      from: floorTo(range.from, bucketMicros(resolution)),
      to: range.to,
      limit: MAX_POINTS,
    }),
    listGapBands(sql, input.instrumentId, range.from, range.to, MAX_BANDS),
  ]);
  return { resolution, bucketMicros: bucketMicros(resolution), ...range, candles, gaps };
}

/** The first candle is the one in which the range begins. */
function floorTo(time: Micros, bucket: number): Micros {
  return Math.floor(time / bucket) * bucket;
}
