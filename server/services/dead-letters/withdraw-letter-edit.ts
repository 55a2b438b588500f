import { z } from "zod";
import { insertAudit } from "@/db/queries/audit/insert-audit";
import { withdrawEdit } from "@/db/queries/dead-letters/withdraw-edit";
import { letterId } from "@/domain/dead-letter/letter-filter";
import type { Act } from "@/server/act";
import { database } from "@/server/database";
import { ServiceError } from "@/server/errors";
import { reasonText } from "@/server/trpc/exact";

export const withdrawEditInput = z.strictObject({ id: letterId, reason: reasonText });

export const withdrawEditOutput = z.object({});

/** Goes back to the letter's own value. @throws {ServiceError} CONFLICT where no edit counts, or a replay holds it */
export function withdrawLetterEdit(
  { id, reason }: z.infer<typeof withdrawEditInput>,
  act: Act,
): Promise<z.infer<typeof withdrawEditOutput>> {
  return database().begin(async (tx) => {
    await insertAudit(tx, {
      actor: act.actor,
      action: "letter.edit-withdraw",
      subject: `letter ${id}`,
      reason,
      origin: act.origin,
      outcome: "withdrawn",
    });
    if (!(await withdrawEdit(tx, id, act.actor)))
      throw new ServiceError("CONFLICT", "There is no edit to withdraw, or a replay holds the letter.");
    return {};
  });
}
