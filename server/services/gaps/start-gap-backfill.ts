import { z } from "zod";
import { insertAudit } from "@/db/queries/audit/insert-audit";
import { createJob } from "@/db/queries/backfill/create-job";
import { actOnGaps } from "@/db/queries/gaps/act-on-gaps";
import { VENUE_LIMITS } from "@/domain/gap/backfill/venues";
import { gapId } from "@/domain/gap/gap-filter";
import type { Act } from "@/server/act";
import { database } from "@/server/database";
import { ServiceError } from "@/server/errors";
import { backfillScope, makePlan } from "@/server/services/gaps/backfill-scope";
import { reasonText } from "@/server/trpc/exact";

export const startBackfillInput = backfillScope.extend({
  /** of the plan that was seen */
  lastGapId: gapId,
  calls: z.int().min(1),
  reason: reasonText,
});

export const startBackfillOutput = z.object({ jobIds: z.array(z.bigint()) });

/**
 * Makes a job a venue of the plan that was seen, which holds its gaps from now on.
 * @throws {ServiceError} CONFLICT where it would take more calls than that plan, or nothing is left to ask for
 */
export function startGapBackfill(
  { lastGapId, calls, reason, ...scope }: z.infer<typeof startBackfillInput>,
  act: Act,
): Promise<z.infer<typeof startBackfillOutput>> {
  return database().begin(async (tx) => {
    const seen = await makePlan(tx, scope, BigInt(lastGapId));
    await actOnGaps(tx, seen.gapIds, { actor: act.actor, reason });
    // Ingest and others stand still now; what changed before that is in this plan.
    const { plan } = await makePlan(tx, scope, BigInt(lastGapId));
    const needed = plan.venues.reduce((sum, one) => sum + one.calls, 0);
    if (needed === 0)
      throw new ServiceError(
        "CONFLICT",
        "Nothing is left to ask for: the gaps were filled or taken up meanwhile.",
      );
    if (needed > calls)
      throw new ServiceError(
        "CONFLICT",
        `The plan that you saw takes ${calls} calls; now it would take ${needed}. Look at it again.`,
      );
    const jobIds: bigint[] = [];
    for (const one of plan.venues) {
      const kept = {
        calls: one.calls,
        weight: one.weight,
        seconds: one.seconds,
        limit: VENUE_LIMITS[one.venue].words,
      };
      const id = await createJob(tx, one, kept, { actor: act.actor, reason });
      if (id === null) continue;
      jobIds.push(id);
      await insertAudit(tx, {
        actor: act.actor,
        action: "backfill.start",
        subject: `backfill job ${id}`,
        reason,
        origin: act.origin,
        outcome: "accepted",
        detail: {
          venue: one.venue,
          gaps: one.gaps,
          numbers: String(one.numbers),
          calls: one.calls,
          weight: one.weight,
        },
      });
    }
    if (jobIds.length === 0) throw new ServiceError("CONFLICT", "Another job took up these gaps meanwhile.");
    return { jobIds };
  });
}
