import { z } from "zod";
import { findScanEnd } from "@/db/queries/dead-letters/find-scan-end";
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
  /** a search of payloads looked so far back; null where it, or any other question, looked at everything */
  searchedTo: micros.nullable(),
});

const LIST = "dead-letters";
const cursorKey = z.strictObject({ createdAt: micros, id: z.string().regex(/^\d{1,19}$/) });

/** One page of dead letters, the newest first. A page of a search in payloads may be short, or empty, and go on. */
export async function pageDeadLetters({
  cursor,
  limit,
  direction: _direction,
  ...filter
}: z.infer<typeof deadLettersPageInput>): Promise<z.infer<typeof deadLettersPageOutput>> {
  const after = cursor ? decodeCursor(LIST, cursorKey, cursor) : null;
  const sql = database();
  const until = filter.text === null ? undefined : await findScanEnd(sql, filter, after);
  const rows = await listLetters(sql, filter, after, limit + 1, until);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const more = rows.length > limit && last !== undefined;
  const next = more ? { createdAt: last.createdAt, id: String(last.id) } : until;
  return {
    rows: page,
    nextCursor: next === undefined ? null : encodeCursor(LIST, { ...next }),
    searchedTo: more || until === undefined ? null : until.createdAt,
  };
}
