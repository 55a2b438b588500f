import { z } from "zod";
import { readThroughput } from "@/db/queries/web/read-throughput";
import { MICROS_PER_MINUTE, type Micros } from "@/domain/time/micros";
import { database } from "@/server/database";
import { slidingRate } from "@/server/services/throughput/sliding-rate";

export const currentRateInput = z.strictObject({});

export const currentRateOutput = z.object({
  /** trades a second over the last 60 s of exchange time */
  perSecond: z.number(),
  byExchange: z.array(z.object({ exchange: z.string(), perSecond: z.number() })),
});

/** How fast trades come in now. */
export async function readCurrentRate(now: Micros): Promise<z.infer<typeof currentRateOutput>> {
  const minute = Math.floor(now / MICROS_PER_MINUTE) * MICROS_PER_MINUTE;
  const points = await readThroughput(
    database(),
    "candles_1m",
    minute - MICROS_PER_MINUTE,
    minute + MICROS_PER_MINUTE,
  );
  const exchanges = [...new Set(points.map((point) => point.exchange))].sort();
  const byExchange = exchanges.map((exchange) => {
    const tradesAt = (bucket: Micros) =>
      Number(points.find((point) => point.exchange === exchange && point.bucket === bucket)?.trades ?? 0n);
    const perSecond = slidingRate(
      tradesAt(minute - MICROS_PER_MINUTE),
      tradesAt(minute),
      (now - minute) / 1_000_000,
    );
    return { exchange, perSecond };
  });
  return { perSecond: byExchange.reduce((sum, one) => sum + one.perSecond, 0), byExchange };
}
