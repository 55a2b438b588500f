import type { Query } from "@/db/client";
import { readTapeHead, type TapeHead } from "@/db/queries/web/read-tape-head";
import { readTapeRows, type TapeRow, type TapeStretch } from "@/db/queries/web/read-tape-rows";
import type { TapePosition } from "@/server/services/tape/tape-position";

/** Everything that was committed between two positions, or the newest of it and how much was left out. */
export interface TapeBatch {
  from: TapePosition;
  to: TapePosition;
  rows: TapeRow[];
  /** trades between the positions that are not in `rows` */
  skipped: bigint;
}

/** More than this between two looks is summed up, not sent: no eye follows it. */
export const MAX_ROWS = 1_000;
/** Offsets of a source that are read at most; the rest of a burst is counted only. */
const MAX_OFFSETS = 2_000n;
/** A batch's rows carry the time at which it began to be stored; no batch takes longer than this to commit. */
const INGEST_SLACK_MICROS = 60_000_000;

/** The position at which everything committed until now was seen. */
export function positionOf(head: readonly TapeHead[]): TapePosition {
  return {
    since: head.reduce((latest, source) => Math.max(latest, source.movedAt), 0),
    sources: new Map(head.map(({ sourceId, nextOffset, stored }) => [sourceId, { nextOffset, stored }])),
  };
}

/** Reads on from a position to where the sources stand now. */
export async function readTape(sql: Query, from: TapePosition): Promise<TapeBatch> {
  const head = await readTapeHead(sql);
  const to = positionOf(head);
  const moved = head.filter(
    (source) => source.nextOffset > (from.sources.get(source.sourceId)?.nextOffset ?? 0n),
  );
  if (moved.length === 0) return { from, to, rows: [], skipped: 0n };
  const stretches = moved.map((source) => stretchOf(source, from));
  const rows = await readTapeRows(sql, stretches, Math.max(0, from.since - INGEST_SLACK_MICROS), MAX_ROWS);
  const stored = moved.reduce(
    (sum, source) => sum + source.stored - (from.sources.get(source.sourceId)?.stored ?? 0n),
    0n,
  );
  const left = stored - BigInt(rows.length);
  return { from, to, rows: rows.reverse(), skipped: left > 0n ? left : 0n };
}

function stretchOf(source: TapeHead, from: TapePosition): TapeStretch {
  const seen = from.sources.get(source.sourceId)?.nextOffset ?? 0n;
  const newest = source.nextOffset - MAX_OFFSETS;
  return {
    sourceId: source.sourceId,
    fromOffset: seen > newest ? seen : newest,
    toOffset: source.nextOffset,
  };
}
