import { z } from "zod";
import { listCandlesBefore } from "@/db/queries/backfill/list-changed-candles";
import { listGapSpans } from "@/db/queries/gaps/list-gap-spans";
import { listGapBands } from "@/db/queries/web/list-gap-bands";
import { readCandles } from "@/db/queries/web/read-candles";
import { spreadGaps } from "@/domain/gap/spread-gaps";
import { formatMicros, type Micros } from "@/domain/time/micros";
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
const MAX_SPANS = 20_000;

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
  /** candles that miss something, with or without a trade of their own: expected = stored + missing (+ some of shared) */
  incomplete: z.array(
    z.object({
      bucket: micros,
      /** numbers that are missing wholly within */
      missing: z.bigint(),
      /** numbers of gaps that reach beyond it: any part of them may lie in it */
      shared: z.bigint(),
    }),
  ),
  /** minutes that a backfill completed: open, high, low, close, volume, trades before it; null where there was none */
  completed: z.array(z.object({ bucket: micros, jobId: z.bigint(), before: z.array(z.string()).nullable() })),
});

/** Candles of one instrument from the coarsest table that serves the range, and where its numbers have gaps. */
export async function readCandleRange(
  input: z.infer<typeof candleRangeInput>,
  now: Micros,
): Promise<z.infer<typeof candleRangeOutput>> {
  const range = resolveRange(input.range, now);
  const resolution = chooseResolution(range);
  const sql = database();
  const bucket = bucketMicros(resolution);
  const from = floorTo(range.from, bucket);
  const [candles, gaps, spans, completed] = await Promise.all([
    readCandles(sql, {
      instrumentId: input.instrumentId,
      table: CANDLE_TABLE[resolution],
      from,
      to: range.to,
      limit: MAX_POINTS,
    }),
    listGapBands(sql, input.instrumentId, range.from, range.to, MAX_BANDS),
    listGapSpans(sql, [input.instrumentId], from, range.to, MAX_SPANS),
    resolution === "1m"
      ? listCandlesBefore(sql, input.instrumentId, formatMicros(from), formatMicros(range.to))
      : [],
  ]);
  const laid = spreadGaps(
    spans.map((gap) => ({ ...gap, missing: BigInt(gap.missing) })),
    bucket,
    from,
    range.to,
  );
  const incomplete = [...laid]
    .map(([at, missed]) => ({ bucket: at, ...missed }))
    .sort((one, other) => one.bucket - other.bucket);
  return { resolution, bucketMicros: bucket, ...range, candles, gaps, incomplete, completed };
}

/** The first candle is the one in which the range begins. */
function floorTo(time: Micros, bucket: number): Micros {
  return Math.floor(time / bucket) * bucket;
}
