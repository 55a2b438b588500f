import { z } from "zod";
import { listGaps } from "@/db/queries/web/list-gaps";
import { decodeCursor, encodeCursor } from "@/server/cursor";
import { database } from "@/server/database";
import { decimal, int4Id, micros, paging } from "@/server/trpc/exact";

export const GAP_STATES = [
  "open",
  "explained",
  "backfilling",
  "filled",
  "unrecoverable",
  "acknowledged",
] as const;

export const gapsPageInput = z.strictObject({
  states: z.array(z.enum(GAP_STATES)).max(6).default([]),
  exchange: z.string().min(1).max(60).nullable().default(null),
  instrumentId: int4Id.nullable().default(null),
  ...paging,
});

export const gapRow = z.object({
  id: z.bigint(),
  instrumentId: z.int(),
  exchange: z.string(),
  market: z.string(),
  symbol: z.string(),
  fromSequence: z.bigint(),
  toSequence: z.bigint(),
  missingCount: decimal,
  timeBefore: micros,
  timeAfter: micros,
  detectedAt: micros,
  cause: z.string(),
  state: z.enum(GAP_STATES),
});
export type Gap = z.infer<typeof gapRow>;

export const gapsPageOutput = z.object({ rows: z.array(gapRow), nextCursor: z.string().nullable() });

const LIST = "gaps";
const cursorKey = z.strictObject({ detectedAt: micros, id: z.string().regex(/^\d{1,19}$/) });

/** One page of the gap ledger, the newest found first. */
export async function pageGaps(
  input: z.infer<typeof gapsPageInput>,
): Promise<z.infer<typeof gapsPageOutput>> {
  const rows = await listGaps(database(), {
    states: input.states,
    exchange: input.exchange,
    instrumentId: input.instrumentId,
    after: input.cursor ? decodeCursor(LIST, cursorKey, input.cursor) : null,
    limit: input.limit + 1,
  });
  const page = rows.slice(0, input.limit);
  const last = page.at(-1);
  const more = rows.length > input.limit && last !== undefined;
  return {
    rows: page,
    nextCursor: more ? encodeCursor(LIST, { detectedAt: last.detectedAt, id: last.id.toString() }) : null,
  };
}
