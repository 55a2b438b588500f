import { z } from "zod";
import { readLag } from "@/db/queries/web/read-lag";
import { database } from "@/server/database";
import { micros } from "@/server/trpc/exact";

export const totalLagInput = z.strictObject({});

export const totalLagOutput = z.object({
  records: z.bigint().nullable(),
  partitions: z.int(),
  sampledAt: micros.nullable(),
});

/** Records that are in Kafka and not yet read. */
export function readTotalLag(): Promise<z.infer<typeof totalLagOutput>> {
  return readLag(database());
}
