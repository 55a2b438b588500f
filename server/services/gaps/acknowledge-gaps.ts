import { z } from "zod";
import { insertAudit } from "@/db/queries/audit/insert-audit";
import { acknowledgeGaps, reopenGaps } from "@/db/queries/gaps/acknowledge-gaps";
import { actOnGaps } from "@/db/queries/gaps/act-on-gaps";
import { gapId } from "@/domain/gap/gap-filter";
import type { Micros } from "@/domain/time/micros";
import type { Act } from "@/server/act";
import { database } from "@/server/database";
import { ServiceError } from "@/server/errors";
import { micros, reasonText } from "@/server/trpc/exact";

const ids = z.array(gapId).min(1).max(1_000);

export const acknowledgeInput = z.strictObject({
  ids,
  reason: reasonText,
  /** when it becomes open again; null = for good */
  until: micros.nullable(),
});
export const reopenInput = z.strictObject({ ids, reason: reasonText });
export const changedOutput = z.object({ changed: z.int() });

type Changed = Promise<z.infer<typeof changedOutput>>;

/** Accepts that numbers are missing. @throws {ServiceError} CONFLICT where none of the gaps can be accepted */
export function acknowledge(input: z.infer<typeof acknowledgeInput>, act: Act, now: Micros): Changed {
  if (input.until !== null && input.until <= now)
    throw new ServiceError("BAD_INPUT", "The acknowledgement would end in the past: choose a later time.");
  return change(input, act, "gap.acknowledge", (tx, gapIds) =>
    acknowledgeGaps(tx, gapIds, { actor: act.actor, reason: input.reason, until: input.until }),
  );
}

/** Takes acknowledgements back. @throws {ServiceError} CONFLICT where none of the gaps is acknowledged */
export function reopen(input: z.infer<typeof reopenInput>, act: Act): Changed {
  return change(input, act, "gap.reopen", reopenGaps);
}

function change(
  input: { ids: readonly string[]; reason: string; until?: Micros | null },
  act: Act,
  action: "gap.acknowledge" | "gap.reopen",
  carryOut: typeof reopenGaps,
): Changed {
  return database().begin(async (tx) => {
    const gapIds = input.ids.map(BigInt);
    await actOnGaps(tx, gapIds, { actor: act.actor, reason: input.reason });
    const changed = await carryOut(tx, gapIds);
    if (changed === 0)
      throw new ServiceError(
        "CONFLICT",
        action === "gap.reopen"
          ? "None of these gaps is acknowledged any more."
          : "None of these gaps can be acknowledged: they are filled, or a backfill is at them.",
      );
    await insertAudit(tx, {
      actor: act.actor,
      action,
      subject: input.ids.length === 1 ? `gap ${input.ids[0]}` : `${changed} gaps`,
      reason: input.reason,
      origin: act.origin,
      outcome: `${changed} changed`,
      detail: { ids: input.ids.slice(0, 100), until: input.until ?? null },
    });
    return { changed };
  });
}
