import { z } from "zod";
import { ownHeaders } from "@/domain/dead-letter/header-pairs";
import { letterId } from "@/domain/dead-letter/letter-filter";
import { previewValue } from "@/domain/dead-letter/preview-value";
import { valuePreview } from "@/server/services/dead-letters/letter-schemas";
import { loadLetter } from "@/server/services/dead-letters/load-letter";

export const MAX_EDIT = 900_000;

export const previewEditInput = z.strictObject({ id: letterId, text: z.string().max(MAX_EDIT) });

export const previewEditOutput = valuePreview;

/** What the decoders make of a changed value, as one types. Stores nothing. @throws {ServiceError} NOT_FOUND */
export async function previewEdit({
  id,
  text,
}: z.infer<typeof previewEditInput>): Promise<z.infer<typeof previewEditOutput>> {
  const { topic, key, headers, decoderState } = await loadLetter(id);
  const record = { topic, key, value: Buffer.from(text), headers: ownHeaders(headers) };
  return previewValue(record, decoderState);
}
