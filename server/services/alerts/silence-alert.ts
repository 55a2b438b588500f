import { z } from "zod";
import { silenceAlert } from "@/db/queries/alerts/silence";
import { insertAudit } from "@/db/queries/audit/insert-audit";
import type { Act } from "@/server/act";
import { database } from "@/server/database";
import { ServiceError } from "@/server/errors";
import { reasonText } from "@/server/trpc/exact";

const WEEK_MINUTES = 7 * 24 * 60;

export const silenceInput = z.strictObject({
  id: z.string().regex(/^[1-9]\d{0,17}$/),
  /** null lets it speak again */
  minutes: z.int().min(1).max(WEEK_MINUTES).nullable(),
  reason: reasonText,
});

export const silenceOutput = z.object({});

/**
 * Keeps an alert quiet for a while: it is not counted, and nobody is told, also when it comes back in that time.
 * @throws {ServiceError} CONFLICT where it does not fire any more
 */
export function silence(
  { id, minutes, reason }: z.infer<typeof silenceInput>,
  act: Act,
): Promise<z.infer<typeof silenceOutput>> {
  return database().begin(async (tx) => {
    const changed = await silenceAlert(tx, id, minutes === null ? null : { minutes, by: act.actor, reason });
    if (!changed) throw new ServiceError("CONFLICT", "This alert does not fire any more.");
    await insertAudit(tx, {
      actor: act.actor,
      action: minutes === null ? "alert.unsilence" : "alert.silence",
      subject: `alert ${id}`,
      reason,
      origin: act.origin,
      outcome: minutes === null ? "speaks again" : `silent for ${minutes} min`,
    });
    return {};
  });
}
