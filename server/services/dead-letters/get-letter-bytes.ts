import { z } from "zod";
import { letterId } from "@/domain/dead-letter/letter-filter";
import type { Act } from "@/server/act";
import { ServiceError } from "@/server/errors";
import { hiddenFields } from "@/server/services/dead-letters/hidden-fields";
import { loadLetter } from "@/server/services/dead-letters/load-letter";

export const letterBytesInput = z.strictObject({
  id: letterId,
  part: z.enum(["value", "key", "edited"]).default("value"),
  /** how many bytes from the start; all where left out */
  head: z.int().min(1).max(1_000_000).optional(),
});

export const letterBytesOutput = z.object({ base64: z.string().nullable(), bytes: z.int() });

/**
 * A letter's bytes as they came.
 * @throws {ServiceError} NOT_FOUND; FORBIDDEN where fields are hidden from the caller's role
 */
export async function getLetterBytes(
  { id, part, head }: z.infer<typeof letterBytesInput>,
  act: Act,
): Promise<z.infer<typeof letterBytesOutput>> {
  if (hiddenFields(act.role).size > 0)
    throw new ServiceError(
      "FORBIDDEN",
      "Fields of payloads are hidden from your role, so their bytes are too.",
    );
  const letter = await loadLetter(id);
  const bytes = part === "key" ? letter.key : part === "edited" ? letter.editValue : letter.value;
  return { base64: bytes?.subarray(0, head).toString("base64") ?? null, bytes: bytes?.length ?? 0 };
}
