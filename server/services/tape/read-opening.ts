import type { Sql } from "@/db/client";
import { listTradesAcross } from "@/db/queries/web/list-trades-across";
import type { TapeHead } from "@/db/queries/web/read-tape-head";
import { MICROS_PER_DAY } from "@/domain/time/micros";
import { positionOf, type TapeBatch } from "@/server/services/tape/read-tape";

/** What a tape opens with: a screen of what happened last. */
const OPENING_ROWS = 60;

/** The newest trades before a head, the oldest first. Nothing is counted: nobody asked for older ones. */
export async function readOpening(
  sql: Sql,
  instrumentId: number,
  maxRows: number,
  head: TapeHead,
): Promise<TapeBatch> {
  const to = positionOf(head, instrumentId);
  const newest = await listTradesAcross(sql, {
    instrumentIds: [instrumentId],
    newestFirst: true,
    from: Math.max(0, to.time - MICROS_PER_DAY),
    to: to.time + MICROS_PER_DAY,
    sides: [],
    minNotional: null,
    after: null,
    limit: Math.min(OPENING_ROWS, maxRows),
  });
  const committed = newest.reverse().filter((row) => row.sourceOffset < (to.sources.get(row.sourceId) ?? 0n));
  return { from: to, to, rows: committed, skipped: 0n };
}
