import { z } from "zod";
import { listItems } from "@/db/queries/replay/list-items";
import { letterId } from "@/domain/dead-letter/letter-filter";
import { OUTCOMES, VERDICTS } from "@/domain/dead-letter/replay-plan";
import { decodeCursor, encodeCursor } from "@/server/cursor";
import { database } from "@/server/database";
import { paging } from "@/server/trpc/exact";

export const ITEM_STATES = ["planned", "held", "sending", "sent", "settled", "skipped", "cancelled"] as const;

export const itemsPageInput = z.strictObject({
  jobId: letterId,
  verdict: z.enum(VERDICTS).nullable().default(null),
  states: z.array(z.enum(ITEM_STATES)).max(7).default([]),
  differs: z.boolean().default(false),
  ...paging,
});

export const itemRow = z.object({
  letterId: z.bigint(),
  topic: z.string(),
  symbol: z.string().nullable(),
  state: z.enum(ITEM_STATES),
  attempt: z.int(),
  verdict: z.enum(VERDICTS).nullable(),
  outcome: z.enum(OUTCOMES).nullable(),
  stored: z.int(),
  duplicates: z.int(),
  filledGaps: z.array(z.bigint()),
  code: z.string().nullable(),
  message: z.string().nullable(),
  path: z.string().nullable(),
  note: z.string().nullable(),
  isPatched: z.boolean(),
});

export const itemsPageOutput = z.object({ rows: z.array(itemRow), nextCursor: z.string().nullable() });

const LIST = "replay-items";
const cursorKey = z.strictObject({ id: z.string().regex(/^\d{1,19}$/) });

/** One page of a job's letters, the oldest first. */
export async function pageItems({
  cursor,
  limit,
  direction: _direction,
  ...question
}: z.infer<typeof itemsPageInput>): Promise<z.infer<typeof itemsPageOutput>> {
  const after = cursor ? decodeCursor(LIST, cursorKey, cursor) : null;
  const rows = await listItems(database(), {
    ...question,
    afterLetterId: after?.id ?? null,
    limit: limit + 1,
  });
  const page = z.array(itemRow).parse(rows.slice(0, limit));
  const last = page.at(-1);
  const more = rows.length > limit && last !== undefined;
  return { rows: page, nextCursor: more ? encodeCursor(LIST, { id: String(last.letterId) }) : null };
}
