import { z } from "zod";
import type { Query } from "@/db/client";
import { loadPlannedGaps } from "@/db/queries/backfill/load-planned-gaps";
import { type BackfillPlan, planBackfill } from "@/domain/gap/backfill/plan-backfill";
import { gapSelection } from "@/domain/gap/gap-filter";

/** More gaps than that are not one plan: narrow the filter, and backfill in parts. */
const MAX_PLAN_GAPS = 20_000;

/** What a backfill is meant for. */
export const backfillScope = z.strictObject({
  selection: gapSelection,
  /** ask the venue for numbers that lie in dead letters too */
  letters: z.boolean().default(false),
  /** ask again for what the venue did not have the last time */
  again: z.boolean().default(false),
});
export type BackfillScope = z.infer<typeof backfillScope>;

/** The plan as of now, with the newest gap in it and whether more gaps match than one plan takes. */
export async function makePlan(
  sql: Query,
  scope: BackfillScope,
  lastGapId: bigint | null,
): Promise<{ plan: BackfillPlan; gapIds: bigint[]; isCut: boolean }> {
  const gaps = await loadPlannedGaps(sql, { ...scope, lastGapId }, MAX_PLAN_GAPS + 1);
  const taken = gaps.slice(0, MAX_PLAN_GAPS);
  return {
    plan: planBackfill(taken),
    gapIds: taken.map((gap) => gap.gapId),
    isCut: gaps.length > MAX_PLAN_GAPS,
  };
}
