import { z } from "zod";
import { readRecentDelays } from "@/db/queries/web/read-recent-delays";
import { database } from "@/server/database";

const PER_INSTRUMENT = 500;

export const recentDelaysInput = z.strictObject({});

export const recentDelays = z.object({
  exchange: z.string(),
  n: z.int(),
  /** milliseconds */
  p50: z.number(),
  p95: z.number(),
  p99: z.number(),
  max: z.number(),
  negative: z.int(),
});

export const recentDelaysOutput = z.array(recentDelays);

/** From exchange time to the batch that stored the trade, over the newest trades of each exchange. */
export function measureRecentDelays(): Promise<z.infer<typeof recentDelaysOutput>> {
  return readRecentDelays(database(), PER_INSTRUMENT);
}
