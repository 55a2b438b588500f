import { z } from "zod";
import { ownHeaders } from "@/domain/dead-letter/header-pairs";
import { noSchemas } from "@/domain/trade/decode/avro/schema-lookup";
import { readDecoderState } from "@/domain/trade/decode/decoder-state";
import { traceDecoders } from "@/domain/trade/decode/trace-decoders";
import type { Act } from "@/server/act";
import { hiddenFields } from "@/server/services/dead-letters/hidden-fields";
import { type letterInput, valuePreview } from "@/server/services/dead-letters/letter-schemas";
import { loadLetter } from "@/server/services/dead-letters/load-letter";

export const traceOutput = z.array(
  z.object({
    decoder: z.string(),
    acceptsTopic: z.boolean(),
    verdict: z.union([
      valuePreview,
      z.object({ kind: z.literal("other-format") }),
      z.object({ kind: z.literal("no-value") }),
    ]),
  }),
);

/** Each decoder, and why it takes the letter's value or does not. @throws {ServiceError} NOT_FOUND */
export async function traceLetter(
  { id }: z.infer<typeof letterInput>,
  act: Act,
): Promise<z.infer<typeof traceOutput>> {
  const letter = await loadLetter(id);
  const isHidden = hiddenFields(act.role).size > 0;
  const { topic, key, value } = letter;
  const record = { topic, key, value, headers: ownHeaders(letter.headers) };
  const context = { state: readDecoderState(letter.decoderState), schemas: noSchemas };
  return traceDecoders(record, context).map(({ decoder, acceptsTopic, verdict }) => {
    if (verdict.kind === "schema-pending")
      return {
        decoder,
        acceptsTopic,
        verdict: { kind: "needs-schema" as const, schemaId: verdict.schemaId },
      };
    if (verdict.kind === "refused" && isHidden) {
      const error = { ...verdict.error, message: "The reason is hidden from your role." };
      return { decoder, acceptsTopic, verdict: { kind: "refused" as const, error } };
    }
    if (verdict.kind === "trades" && isHidden)
      return { decoder, acceptsTopic, verdict: { kind: "trades" as const, trades: [] } };
    return { decoder, acceptsTopic, verdict };
  });
}
