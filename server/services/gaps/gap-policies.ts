import { z } from "zod";
import { insertAudit } from "@/db/queries/audit/insert-audit";
import { listPolicies, savePolicy } from "@/db/queries/backfill/policies";
import { HISTORY_VENUES, VENUE_LIMITS } from "@/domain/gap/backfill/venues";
import type { Act } from "@/server/act";
import { database } from "@/server/database";
import { micros, reasonText } from "@/server/trpc/exact";

const MAX_UP_TO = 1_000_000;

export const policiesInput = z.strictObject({});

export const policiesOutput = z.array(
  z.object({
    exchange: z.enum(HISTORY_VENUES),
    /** gaps of up to so many missing numbers are fetched without being asked; 0 = none */
    upTo: z.int(),
    updatedAt: micros.nullable(),
    updatedBy: z.string().nullable(),
    limit: z.string(),
  }),
);

export const setPolicyInput = z.strictObject({
  exchange: z.enum(HISTORY_VENUES),
  upTo: z.int().min(0).max(MAX_UP_TO),
  reason: reasonText,
});
export const setPolicyOutput = z.object({});

/** What is fetched without being asked, for each venue whose history is spoken. */
export async function listGapPolicies(): Promise<z.infer<typeof policiesOutput>> {
  const kept = await listPolicies(database());
  return HISTORY_VENUES.map((exchange) => {
    const policy = kept.find((one) => one.exchange === exchange);
    return {
      exchange,
      upTo: Number(policy?.autoBackfillUpTo ?? 0n),
      updatedAt: policy?.updatedAt ?? null,
      updatedBy: policy?.updatedBy ?? null,
      limit: VENUE_LIMITS[exchange].words,
    };
  });
}

export function setGapPolicy(
  { exchange, upTo, reason }: z.infer<typeof setPolicyInput>,
  act: Act,
): Promise<z.infer<typeof setPolicyOutput>> {
  return database().begin(async (tx) => {
    await savePolicy(tx, { exchange, upTo: BigInt(upTo), actor: act.actor });
    await insertAudit(tx, {
      actor: act.actor,
      action: "gap.policy",
      subject: exchange,
      reason,
      origin: act.origin,
      outcome: upTo === 0 ? "auto-backfill off" : `auto-backfill of gaps up to ${upTo} trades`,
    });
    return {};
  });
}
