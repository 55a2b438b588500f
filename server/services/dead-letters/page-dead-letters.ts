import { z } from "zod";
import { listLetters } from "@/db/queries/dead-letters/list-letters";
import { letterFilter } from "@/domain/dead-letter/letter-filter";
import { decodeCursor, encodeCursor } from "@/server/cursor";
import { database } from "@/server/database";
import { letterRow } from "@/server/services/dead-letters/letter-schemas";
import { micros, paging } from "@/server/trpc/exact";

export const deadLettersPageInput = z.strictObject({ ...letterFilter.shape, ...paging });

export const deadLettersPageOutput = z.object({
  rows: z.array(letterRow),
  nextCursor: z.string().nullable(),
});

const LIST = "dead-letters";
const cursorKey = z.strictObject({ createdAt: micros, id: z.string().regex(/^\d{1,19}$/) });

/** One page of dead letters, the newest first. */
export async function pageDeadLetters({
  cursor,
  limit,
  direction: _direction,
  ...filter
}: z.infer<typeof deadLettersPageInput>): Promise<z.infer<typeof deadLettersPageOutput>> {
  const after = cursor ? decodeCursor(LIST, cursorKey, cursor) : null;
  const rows = await listLetters(database(), filter, after, limit + 1);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const more = rows.length > limit && last !== undefined;
  return {
    rows: page,
    nextCursor: more ? encodeCursor(LIST, { createdAt: last.createdAt, id: String(last.id) }) : null,
  };
}
