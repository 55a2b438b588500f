import { z } from "zod";
import { LETTER_STATES, letterId, REPORTERS, replaySelection } from "@/domain/dead-letter/letter-filter";
import { micros } from "@/server/trpc/exact";

/** A letter as lists show it. */
export const letterRow = z.object({
  id: z.bigint(),
  createdAt: micros,
  topic: z.string(),
  partition: z.int().nullable(),
  sourceOffset: z.bigint().nullable(),
  stage: z.string(),
  code: z.string(),
  message: z.string(),
  path: z.string().nullable(),
  badValue: z.string().nullable(),
  decoder: z.string(),
  exchange: z.string().nullable(),
  symbol: z.string().nullable(),
  sequence: z.bigint().nullable(),
  state: z.enum(LETTER_STATES),
  attempts: z.int(),
  fingerprint: z.string(),
  reporter: z.enum(REPORTERS),
  hasEdit: z.boolean(),
  jobId: z.bigint().nullable(),
});
export type DeadLetter = z.infer<typeof letterRow>;

/** What names one letter. */
export const letterInput = z.strictObject({ id: letterId });

export const selectionInput = z.strictObject({ selection: replaySelection });

/** What the decoders say of a value that is not stored yet. */
export const valuePreview = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("trades"),
    trades: z.array(
      z.object({
        exchange: z.string(),
        market: z.string(),
        symbol: z.string(),
        tradeId: z.string().nullable(),
        sequence: z.bigint().nullable(),
        timeMicros: micros,
        price: z.string(),
        quantity: z.string(),
        side: z.string(),
      }),
    ),
  }),
  z.object({ kind: z.literal("ignored"), reason: z.string() }),
  z.object({
    kind: z.literal("refused"),
    error: z.object({
      code: z.string(),
      message: z.string(),
      path: z.string().nullable(),
      decoder: z.string(),
    }),
  }),
  z.object({ kind: z.literal("needs-schema"), schemaId: z.int() }),
]);

export const shownPayload = z.object({
  kind: z.enum(["json", "text", "avro", "binary", "none"]),
  bytes: z.int(),
  text: z.string().nullable(),
  isCut: z.boolean(),
  mark: z.object({ from: z.int(), to: z.int() }).nullable(),
  isMarkExact: z.boolean(),
  schemaId: z.int().nullable(),
  isMasked: z.boolean(),
});
