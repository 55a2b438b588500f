import type { Query } from "@/db/client";
import { readTapeHead, type TapeHead } from "@/db/queries/web/read-tape-head";
import { readTapeRows, type TapeRow } from "@/db/queries/web/read-tape-rows";
import type { TapePosition } from "@/domain/tape/tape-position";

/** What was committed of one instrument between two positions, or the newest of it and how much was left out. */
export interface TapeBatch {
  from: TapePosition;
  to: TapePosition;
  /** the oldest first */
  rows: TapeRow[];
  /** trades between the positions that are not in `rows`: too many at once, or with a time long past */
  skipped: bigint;
}

/** More than this between two looks is summed up, not sent: no eye follows it. */
export const MAX_ROWS = 1_000;
/**
 * A trade that comes this much behind the newest is counted, not shown: a backfill of last week is no tape. It bounds
 * what a look reads, too.
 */
const LATE_MICROS = 5_000_000;

/** The position at which everything of the instrument that is committed by then was seen. */
export function positionOf(head: TapeHead, instrumentId: number): TapePosition {
  const known = head.instruments.get(instrumentId);
  return { time: known?.lastTime ?? 0, stored: known?.stored ?? 0n, sources: head.sources };
}

/** Reads one instrument's tape on from a position up to a head. */
export async function readTape(
  sql: Query,
  instrumentId: number,
  from: TapePosition,
  head: TapeHead,
): Promise<TapeBatch> {
  const to = positionOf(head, instrumentId);
  const stored = to.stored - from.stored;
  if (stored <= 0n) return { from, to, rows: [], skipped: 0n };
  const stretches = new Map(
    [...to.sources].flatMap(([id, offset]) => {
      const seen = from.sources.get(id) ?? 0n;
      return offset > seen ? [[id, { from: seen, to: offset }] as const] : [];
    }),
  );
  const since = Math.max(0, from.time - LATE_MICROS);
  const rows = await readTapeRows(sql, { instrumentId, since, stretches, limit: MAX_ROWS });
  const left = stored - BigInt(rows.length);
  return { from, to, rows: rows.reverse(), skipped: left > 0n ? left : 0n };
}

/** The same, up to now. */
export async function readTapeToNow(
  sql: Query,
  instrumentId: number,
  from: TapePosition,
): Promise<TapeBatch> {
  return readTape(sql, instrumentId, from, await readTapeHead(sql, [instrumentId]));
}
