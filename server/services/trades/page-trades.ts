import { z } from "zod";
import { listTrades } from "@/db/queries/web/list-trades";
import type { Micros } from "@/domain/time/micros";
import { decodeCursor, encodeCursor } from "@/server/cursor";
import { database } from "@/server/database";
import { toTradeFilter, tradeFilterShape } from "@/server/services/trades/trade-filter";
import { toTrade, tradeSchema } from "@/server/services/trades/trade-row";
import { micros, paging } from "@/server/trpc/exact";

export const tradesPageInput = z.strictObject({
  ...tradeFilterShape,
  ...paging,
});

export const tradesPageOutput = z.object({ rows: z.array(tradeSchema), nextCursor: z.string().nullable() });

const LIST = "trades";
const cursorKey = z.strictObject({ time: micros, tradeId: z.string().max(400) });

/** One page of an instrument's trades, newest first. */
export async function pageTrades(
  input: z.infer<typeof tradesPageInput>,
  now: Micros,
): Promise<z.infer<typeof tradesPageOutput>> {
  const rows = await listTrades(database(), {
    ...toTradeFilter(input, now),
    after: input.cursor ? decodeCursor(LIST, cursorKey, input.cursor) : null,
    limit: input.limit + 1,
  });
  const page = rows.slice(0, input.limit).map(toTrade);
  const last = page.at(-1);
  const more = rows.length > input.limit && last !== undefined;
  return {
    rows: page,
    nextCursor: more ? encodeCursor(LIST, { time: last.time, tradeId: last.tradeId }) : null,
  };
}
