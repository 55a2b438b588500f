import { z } from "zod";
import type { Micros } from "@/domain/time/micros";
import { wantedZoom } from "@/server/services/candles/read-candle-range";
import { readZoomedCandles, zoomFor } from "@/server/services/candles/read-zoomed-candles";
import { bucketOf, ZOOMS } from "@/server/services/candles/zoom";
import { resolveRange, timeRange } from "@/server/time-range";
import { decimal, int4Id, micros } from "@/server/trpc/exact";

/** As many as there are colours that can be told apart. */
export const MAX_COMPARED = 8;

export const compareInput = z.strictObject({
  instrumentIds: z
    .array(int4Id)
    .min(1)
    .max(MAX_COMPARED, { message: `compares at most ${MAX_COMPARED} instruments: leave some out` }),
  range: timeRange,
  zoom: wantedZoom,
});

export const compareOutput = z.object({
  resolution: z.enum(ZOOMS),
  bucketMicros: micros,
  firstBucket: micros,
  from: micros,
  to: micros,
  /** in the order asked for, each instrument once */
  series: z.array(
    z.object({
      instrumentId: z.int(),
      /** the price that counts as 0 %: the first in the first candle; null where nothing traded */
      base: decimal.nullable(),
      /** the last price of each candle that has a trade, oldest first */
      closes: z.array(z.object({ bucket: micros, close: decimal })),
    }),
  ),
});

/** Several instruments' closing prices over one range and one size of candles, each with the price it began with. */
export async function compareCandles(
  input: z.infer<typeof compareInput>,
  now: Micros,
): Promise<z.infer<typeof compareOutput>> {
  const range = resolveRange(input.range, now);
  const ids = [...new Set(input.instrumentIds)];
  const rule = await zoomFor(ids, range, input.zoom);
  const series = await Promise.all(
    ids.map(async (instrumentId) => {
      const candles = await readZoomedCandles(instrumentId, range, rule);
      return {
        instrumentId,
        base: candles[0]?.open ?? null,
        closes: candles.map(({ bucket, close }) => ({ bucket, close })),
      };
    }),
  );
  return {
    resolution: rule.zoom,
    bucketMicros: rule.micros,
    firstBucket: bucketOf(rule, range.from),
    ...range,
    series,
  };
}
