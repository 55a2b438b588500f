import { z } from "zod";
import { listCandlesBefore } from "@/db/queries/backfill/list-changed-candles";
import { type GapSpan, listGapSpans } from "@/db/queries/gaps/list-gap-spans";
import { listGapBands } from "@/db/queries/web/list-gap-bands";
import { spreadGaps } from "@/domain/gap/spread-gaps";
import { formatMicros, type Micros } from "@/domain/time/micros";
import { database } from "@/server/database";
import { readZoomedCandles, zoomFor } from "@/server/services/candles/read-zoomed-candles";
import { bucketOf, ZOOMS, type ZoomRule } from "@/server/services/candles/zoom";
import { resolveRange, timeRange } from "@/server/time-range";
import { decimal, int4Id, micros } from "@/server/trpc/exact";

const MAX_BANDS = 100;
const MAX_SPANS = 20_000;

/** A size of candles; `auto` takes one that suits the range. Where the wanted one is too fine, the next coarser answers. */
export const wantedZoom = z.enum(["auto", ...ZOOMS]).default("auto");

export const candleRangeInput = z.strictObject({ instrumentId: int4Id, range: timeRange, zoom: wantedZoom });

export const candleRangeOutput = z.object({
  /** the size that answers */
  resolution: z.enum(ZOOMS),
  bucketMicros: micros,
  /** start of the candle in which the range begins */
  firstBucket: micros,
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
  /** numbers missing from the range, those of a gap that reaches beyond it included */
  missing: z.bigint(),
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
  const { instrumentId } = input;
  const range = resolveRange(input.range, now);
  const rule = await zoomFor([instrumentId], range, input.zoom);
  const sql = database();
  const from = bucketOf(rule, range.from);
  const since = Math.max(0, from);
  const [candles, gaps, spans, completed] = await Promise.all([
    readZoomedCandles(instrumentId, range, rule),
    listGapBands(sql, instrumentId, range.from, range.to, MAX_BANDS),
    listGapSpans(sql, [instrumentId], since, range.to, MAX_SPANS),
    rule.zoom === "1m"
      ? listCandlesBefore(sql, instrumentId, formatMicros(since), formatMicros(range.to))
      : [],
  ]);
  const incomplete = layGaps(spans, rule, from, range.to);
  return {
    resolution: rule.zoom,
    bucketMicros: rule.micros,
    firstBucket: from,
    ...range,
    candles,
    missing: spans.reduce((sum, one) => sum + BigInt(one.missing), 0n),
    gaps,
    incomplete,
    completed,
  };
}

/** What each candle misses, by time. */
function layGaps(spans: readonly GapSpan[], { micros: step, origin }: ZoomRule, from: Micros, to: Micros) {
  // Buckets are counted from their origin: weeks do not begin with the epoch.
  const gaps = spans.map(({ timeBefore, timeAfter, missing }) => ({
    timeBefore: timeBefore - origin,
    timeAfter: timeAfter - origin,
    missing: BigInt(missing),
  }));
  return [...spreadGaps(gaps, step, from - origin, to - origin)]
    .map(([at, missed]) => ({ bucket: at + origin, ...missed }))
    .sort((one, other) => one.bucket - other.bucket);
}
