import { z } from "zod";
import { listGaps } from "@/db/queries/gaps/list-gaps";
import { decodeCursor, encodeCursor } from "@/server/cursor";
import { database } from "@/server/database";
import { gapRow, gapsQuestion } from "@/server/services/gaps/gap-schemas";
import { decimal, micros, paging } from "@/server/trpc/exact";

export const gapsPageInput = gapsQuestion.extend(paging);

export const gapsPageOutput = z.object({ rows: z.array(gapRow), nextCursor: z.string().nullable() });

const cursorKey = z.strictObject({
  timeBefore: micros,
  missingCount: decimal,
  id: z.string().regex(/^\d{1,19}$/),
});

/** One page of the gap ledger: by exchange time, or by how much is missing. */
export async function pageGaps(
  input: z.infer<typeof gapsPageInput>,
): Promise<z.infer<typeof gapsPageOutput>> {
  const { order, cursor, limit, direction: _direction, ...filter } = input;
  const list = `gaps-${order}`;
  const rows = await listGaps(database(), {
    filter,
    order,
    after: cursor ? decodeCursor(list, cursorKey, cursor) : null,
    limit: limit + 1,
  });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const more = rows.length > limit && last !== undefined;
  return { rows: page, nextCursor: more ? encodeCursor(list, keyOf(last)) : null };
}

function keyOf(row: z.infer<typeof gapRow>) {
  return { timeBefore: row.timeBefore, missingCount: row.missingCount, id: row.id.toString() };
}
