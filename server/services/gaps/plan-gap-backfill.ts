import { z } from "zod";
import { HISTORY_VENUES, VENUE_LIMITS } from "@/domain/gap/backfill/venues";
import { database } from "@/server/database";
import { backfillScope, makePlan } from "@/server/services/gaps/backfill-scope";

export const planBackfillInput = backfillScope;

export const planBackfillOutput = z.object({
  venues: z.array(
    z.object({
      venue: z.enum(HISTORY_VENUES),
      gaps: z.int(),
      numbers: z.bigint(),
      calls: z.int(),
      weight: z.int(),
      seconds: z.number(),
      unit: z.string(),
      /** the venue's limit, in words */
      limit: z.string(),
      /** the worker's variable for a key that the venue may want */
      apiKeyVariable: z.string().nullable(),
    }),
  ),
  gaps: z.int(),
  numbers: z.bigint(),
  calls: z.int(),
  /** gaps of markets whose history nobody speaks */
  unsupported: z.int(),
  /** gaps of which nothing is left to ask for */
  nothingToAsk: z.int(),
  /** more gaps match than one plan takes */
  isCut: z.boolean(),
  /** hand it back to `backfill`: gaps found later do not belong to the plan */
  lastGapId: z.string().nullable(),
});

/** What a backfill would ask each venue, and what that costs there; nothing is sent. */
export async function planGapBackfill(
  scope: z.infer<typeof planBackfillInput>,
): Promise<z.infer<typeof planBackfillOutput>> {
  const { plan, gapIds, isCut } = await makePlan(database(), scope, null);
  return {
    venues: plan.venues.map(({ venue, gaps, numbers, calls, weight, seconds }) => {
      const { unit, words, apiKeyVariable } = VENUE_LIMITS[venue];
      return { venue, gaps, numbers, calls, weight, seconds, unit, limit: words, apiKeyVariable };
    }),
    gaps: plan.venues.reduce((sum, one) => sum + one.gaps, 0),
    numbers: plan.venues.reduce((sum, one) => sum + one.numbers, 0n),
    calls: plan.venues.reduce((sum, one) => sum + one.calls, 0),
    unsupported: plan.unsupported,
    nothingToAsk: plan.nothingToAsk,
    isCut,
    lastGapId: gapIds.at(-1)?.toString() ?? null,
  };
}
