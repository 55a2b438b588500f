import { z } from "zod";
import { countGaps } from "@/db/queries/gaps/count-gaps";
import { GAP_CAUSES, GAP_STATES } from "@/domain/gap/types";
import { database } from "@/server/database";
import { decimal, int4Id } from "@/server/trpc/exact";

export const gapCountsInput = z.strictObject({ instrumentId: int4Id.nullable().default(null) });

export const gapCountsOutput = z.array(
  z.object({
    exchange: z.string(),
    state: z.enum(GAP_STATES),
    cause: z.enum(GAP_CAUSES),
    gaps: z.bigint(),
    missing: decimal,
  }),
);

/** How many gaps there are and how much they miss, by exchange, state and cause. */
export function countAllGaps({
  instrumentId,
}: z.infer<typeof gapCountsInput>): Promise<z.infer<typeof gapCountsOutput>> {
  return countGaps(database(), instrumentId);
}
