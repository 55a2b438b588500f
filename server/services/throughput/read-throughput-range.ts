import { z } from "zod";
import { readThroughput } from "@/db/queries/web/read-throughput";
import type { Micros } from "@/domain/time/micros";
import { database } from "@/server/database";
import { bucketMicros, CANDLE_TABLE, chooseResolution } from "@/server/services/candles/choose-resolution";
import { fillSeries } from "@/server/services/throughput/fill-series";
import { resolveRange, timeRange } from "@/server/time-range";
import { micros } from "@/server/trpc/exact";

/** A stacked chart needs no more. */
const MAX_POINTS = 400;

export const throughputInput = z.strictObject({ range: timeRange });

export const throughputOutput = z.object({
  bucketMicros: micros,
  /** starts of the buckets, ascending, without holes */
  buckets: z.array(micros),
  series: z.array(z.object({ exchange: z.string(), trades: z.array(z.bigint()) })),
  total: z.bigint(),
});

/** Trades by exchange over a range, by exchange time; buckets without a trade are 0. */
export async function readThroughputRange(
  input: z.infer<typeof throughputInput>,
  now: Micros,
): Promise<z.infer<typeof throughputOutput>> {
  const resolved = resolveRange(input.range, now);
  const range = { from: resolved.from, to: Math.min(resolved.to, now) };
  const resolution = chooseResolution(range, MAX_POINTS);
  const bucket = bucketMicros(resolution);
  const from = Math.floor(range.from / bucket) * bucket;
  const points = await readThroughput(database(), CANDLE_TABLE[resolution], from, range.to);
  return { bucketMicros: bucket, ...fillSeries(points, from, range.to, bucket) };
}
