import { z } from "zod";
import { readCostCompression } from "@/db/queries/web/cost-compression";
import { readCostFanOut } from "@/db/queries/web/cost-fan-out";
import { listCostFeedBytes } from "@/db/queries/web/cost-feed-bytes";
import { countCostPartitions } from "@/db/queries/web/cost-partitions";
import { listCostTopics } from "@/db/queries/web/cost-records";
import { readCostRowSize } from "@/db/queries/web/cost-row-size";
import { readCostTraffic } from "@/db/queries/web/cost-traffic";
import { measurementsSchema } from "@/domain/cost/calibration/measurement";
import type { Micros } from "@/domain/time/micros";
import { database } from "@/server/database";
import { judgeMeasurements, MEASUREMENT_NAMES } from "@/server/services/cost/judge-measurements";
import { micros } from "@/server/trpc/exact";

/** A day holds the market's own rhythm: its mean and its peak belong together. */
const WINDOW_HOURS = 24;

export const calibrationInput = z.strictObject({});

const name = z.enum(MEASUREMENT_NAMES);

export const calibrationOutput = z.object({
  measuredAt: micros,
  /** value, window and n of each figure the pipeline could tell */
  measurements: measurementsSchema,
  sources: z.partialRecord(name, z.string()),
  unmeasured: z.array(z.object({ name, reason: z.string() })),
});

/** What the running pipeline tells about itself, read from the console's own tables; nothing is estimated. */
export async function measurePipeline(now: Micros): Promise<z.infer<typeof calibrationOutput>> {
  const sql = database();
  const [traffic, topics, feeds, compression, fanOut, partitions, rowSize] = await Promise.all([
    readCostTraffic(sql, WINDOW_HOURS),
    listCostTopics(sql),
    listCostFeedBytes(sql),
    readCostCompression(sql),
    readCostFanOut(sql),
    countCostPartitions(sql),
    readCostRowSize(sql),
  ]);
  const facts = { traffic, topics, feeds, compression, fanOut, partitions, rowSize };
  return { measuredAt: now, ...judgeMeasurements(facts) };
}
