import { z } from "zod";
import { listDeadLetters } from "@/db/queries/web/list-dead-letters";
import { decodeCursor, encodeCursor } from "@/server/cursor";
import { database } from "@/server/database";
import { micros, paging } from "@/server/trpc/exact";

export const DEAD_LETTER_STATES = ["failed", "replaying", "replayed", "resolved", "discarded"] as const;

export const deadLettersPageInput = z.strictObject({
  states: z.array(z.enum(DEAD_LETTER_STATES)).max(5).default([]),
  fingerprint: z.string().min(1).max(200).nullable().default(null),
  ...paging,
});

export const deadLetterRow = z.object({
  id: z.bigint(),
  createdAt: micros,
  topic: z.string(),
  partition: z.int(),
  sourceOffset: z.bigint(),
  stage: z.string(),
  code: z.string(),
  message: z.string(),
  path: z.string().nullable(),
  badValue: z.string().nullable(),
  decoder: z.string(),
  exchange: z.string().nullable(),
  symbol: z.string().nullable(),
  sequence: z.bigint().nullable(),
  state: z.enum(DEAD_LETTER_STATES),
  attempts: z.int(),
  fingerprint: z.string(),
});
export type DeadLetter = z.infer<typeof deadLetterRow>;

export const deadLettersPageOutput = z.object({
  rows: z.array(deadLetterRow),
  nextCursor: z.string().nullable(),
});

const LIST = "dead-letters";
const cursorKey = z.strictObject({ id: z.string().regex(/^\d{1,19}$/) });

/** One page of dead letters, the newest first. */
export async function pageDeadLetters(
  input: z.infer<typeof deadLettersPageInput>,
): Promise<z.infer<typeof deadLettersPageOutput>> {
  const rows = await listDeadLetters(database(), {
    states: input.states,
    fingerprint: input.fingerprint,
    beforeId: input.cursor ? decodeCursor(LIST, cursorKey, input.cursor).id : null,
    limit: input.limit + 1,
  });
  const page = rows.slice(0, input.limit);
  const last = page.at(-1);
  const more = rows.length > input.limit && last !== undefined;
  return { rows: page, nextCursor: more ? encodeCursor(LIST, { id: last.id.toString() }) : null };
}
