import { z } from "zod";
import { insertAudit } from "@/db/queries/audit/insert-audit";
import { insertEdit } from "@/db/queries/dead-letters/insert-edit";
import { letterId } from "@/domain/dead-letter/letter-filter";
import type { Act } from "@/server/act";
import { database } from "@/server/database";
import { ServiceError } from "@/server/errors";
import { MAX_EDIT } from "@/server/services/dead-letters/preview-edit";
import { reasonText } from "@/server/trpc/exact";

export const saveEditInput = z.strictObject({
  id: letterId,
  text: z.string().max(MAX_EDIT),
  reason: reasonText,
});

export const saveEditOutput = z.object({ editId: z.bigint() });

/**
 * Keeps a changed value, which the next replay sends in place of the letter's own.
 * @throws {ServiceError} CONFLICT where the letter does not wait any more
 */
export function saveEdit(
  { id, text, reason }: z.infer<typeof saveEditInput>,
  act: Act,
): Promise<z.infer<typeof saveEditOutput>> {
  return database().begin(async (tx) => {
    await insertAudit(tx, {
      actor: act.actor,
      action: "letter.edit",
      subject: `letter ${id}`,
      reason,
      origin: act.origin,
      outcome: "kept",
      detail: { bytes: Buffer.byteLength(text) },
    });
    const editId = await insertEdit(tx, {
      letterId: id,
      value: Buffer.from(text),
      author: act.actor,
      reason,
    });
    if (editId === undefined)
      throw new ServiceError(
        "CONFLICT",
        "The letter does not wait any more: a replay holds it, or it is settled.",
      );
    return { editId };
  });
}
