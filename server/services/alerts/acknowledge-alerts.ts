import { z } from "zod";
import { acknowledgeAlerts } from "@/db/queries/alerts/acknowledge";
import { insertAudit } from "@/db/queries/audit/insert-audit";
import type { Act } from "@/server/act";
import { database } from "@/server/database";
import { reasonText } from "@/server/trpc/exact";

const alertId = z.string().regex(/^[1-9]\d{0,17}$/);

export const acknowledgeInput = z.strictObject({ ids: z.array(alertId).min(1).max(200), reason: reasonText });

export const acknowledgeOutput = z.object({ acknowledged: z.int() });

/** Says that somebody has seen these alerts; they go on until their cause is gone. */
export function acknowledge(
  { ids, reason }: z.infer<typeof acknowledgeInput>,
  act: Act,
): Promise<z.infer<typeof acknowledgeOutput>> {
  return database().begin(async (tx) => {
    const acknowledged = await acknowledgeAlerts(tx, ids, act.actor, reason);
    await insertAudit(tx, {
      actor: act.actor,
      action: "alert.acknowledge",
      subject: ids.length === 1 ? `alert ${ids[0]}` : `${ids.length} alerts`,
      reason,
      origin: act.origin,
      outcome: `${acknowledged} acknowledged`,
      detail: { ids },
    });
    return { acknowledged };
  });
}
