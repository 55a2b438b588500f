import { z } from "zod";
import { listTradesAcross, type TradeKey } from "@/db/queries/web/list-trades-across";
import { listTradesById } from "@/db/queries/web/list-trades-by-id";
import type { Micros } from "@/domain/time/micros";
import { askCancellably } from "@/server/cancellable";
import { database } from "@/server/database";
import { chooseInstruments, instrumentsShape } from "@/server/services/trades/choose-instruments";
import { toTradeRowFilter, tradeRowFilterShape } from "@/server/services/trades/trade-filter";
import { toTrade, tradeSchema } from "@/server/services/trades/trade-row";
import { decodeTradesCursor, encodeTradesCursor, shapeOf } from "@/server/services/trades/trades-cursor";
import { MAX_INT4, micros, paging } from "@/server/trpc/exact";

export const TRADE_ORDERS = ["newest", "oldest"] as const;

export const tradesPageInput = z.strictObject({
  ...instrumentsShape,
  ...tradeRowFilterShape,
  ...paging,
  /** which come first; of one microsecond, by instrument and id */
  order: z.enum(TRADE_ORDERS).default("newest"),
  /** `backward` with a `previousCursor`: the page before it, in the same order */
  direction: z.enum(["forward", "backward"]).default("forward"),
  /** µs: without a cursor, the page begins at this time instead of at the end of the range that comes first */
  at: micros.min(0).nullish(),
});

export const tradesPageOutput = z.object({
  rows: z.array(tradeSchema),
  nextCursor: z.string().nullable(),
  /** null on the first page, and where nothing comes before; of a page that begins `at` a time, nobody has looked yet */
  previousCursor: z.string().nullable(),
});

/**
 * One page of the trades of one or several instruments, in time order.
 * @throws {ServiceError} BAD_INPUT without an instrument or with too many; CURSOR_INVALID; QUERY_TIMEOUT; CANCELLED
 */
export async function pageTrades(
  input: z.infer<typeof tradesPageInput>,
  now: Micros,
  signal?: AbortSignal,
): Promise<z.infer<typeof tradesPageOutput>> {
  const { cursor, limit, direction, at, ...question } = input;
  const instrumentIds = await chooseInstruments(database(), question);
  const { instrumentId: _one, instrumentIds: _several, exchanges: _exchanges, ...asked } = question;
  const shape = shapeOf({ instrumentIds, ...asked });
  const backward = direction === "backward";
  const start = !cursor && !backward && typeof at === "number" ? placeOf(at, question.order) : null;
  const after = cursor ? decodeTradesCursor(shape, direction, cursor) : start;
  const list = asked.tradeId ? listTradesById : listTradesAcross;
  const found = await askCancellably(
    signal,
    (sql) =>
      list(sql, {
        ...toTradeRowFilter(asked, now),
        instrumentIds,
        newestFirst: (question.order === "newest") !== backward,
        after,
        limit: limit + 1,
      }),
    "plan once",
  );
  const rows = found.slice(0, limit).map(toTrade);
  if (backward) rows.reverse();
  const [first, last] = [rows.at(0) ?? start, rows.at(-1)];
  // Before a page that a cursor led to lies at least the cursor's own row; a page behind one that lies behind, too.
  const more = found.length > limit;
  const hasPrevious = backward ? more : after !== null;
  const hasNext = backward ? after !== null : more;
  return {
    rows,
    nextCursor: last && hasNext ? encodeTradesCursor(shape, "forward", last) : null,
    previousCursor: first && hasPrevious ? encodeTradesCursor(shape, "backward", first) : null,
  };
}

/**
 * The key that no trade has and that stands right before all of a moment: newest first, the page holds that moment's
 * trades and what is older.
 */
function placeOf(at: Micros, order: (typeof TRADE_ORDERS)[number]): TradeKey {
  const instrumentId = order === "newest" ? MAX_INT4 : 1;
  return { time: at, instrumentId, tradeId: "" };
}
