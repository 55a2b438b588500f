import { tracked } from "@trpc/server";
import { z } from "zod";
import type { Sql } from "@/db/client";
import { listTradesAcross } from "@/db/queries/web/list-trades-across";
import { readTapeHead } from "@/db/queries/web/read-tape-head";
import {
  encodeTapePosition,
  furthest,
  isTapePosition,
  parseTapePosition,
  reaches,
  type TapePosition,
  tapeKey,
} from "@/domain/tape/tape-position";
import { MICROS_PER_DAY } from "@/domain/time/micros";
import { database } from "@/server/database";
import { BatchQueue } from "@/server/services/tape/batch-queue";
import { MAX_ROWS, positionOf, readTapeToNow, type TapeBatch } from "@/server/services/tape/read-tape";
import { tapeHub } from "@/server/services/tape/tape-hub";
import { SIDES, sideOf } from "@/server/services/trades/side";
import { decimal, int4Id, micros } from "@/server/trpc/exact";

/** What the tape opens with: a screen of what happened last. */
const OPENING_ROWS = 60;
/** A quiet market has nothing to send for long; the event id moves on all the same. */
const KEEP_ID_FRESH_MS = 3_000;

export const tapeInput = z.strictObject({
  instrumentId: int4Id,
  /** the id of the last event that was received: the stream goes on right after it */
  lastEventId: z
    .string()
    .max(100_000)
    .refine(isTapePosition, { message: "is no point of the tape" })
    .nullish(),
  /** the newest so many trades of an event are sent, the others are counted: a page needs no more than it shows */
  maxRows: z.int().min(1).max(MAX_ROWS).default(MAX_ROWS),
});

export const tapeEvent = z.object({
  trades: z.array(
    z.object({
      /** unique and stable: source, offset, index in the frame */
      key: z.string(),
      time: micros,
      price: decimal,
      quantity: decimal,
      side: z.enum(SIDES),
      tradeId: z.string(),
      ingestedAt: micros,
    }),
  ),
  /** trades that were stored too, but came too many at once or with a time long past */
  skipped: z.bigint(),
});
export type TapeEvent = z.infer<typeof tapeEvent>;

/**
 * Trades of one instrument as they are committed: each once, in the order of its source, from the given event on;
 * without one, from now on, opened by the newest of what is there.
 */
export async function* streamTape(
  { instrumentId, lastEventId, maxRows }: z.infer<typeof tapeInput>,
  signal: AbortSignal,
) {
  const queue = new BatchQueue();
  const stop = tapeHub().listen(instrumentId, (batch) => queue.push(batch));
  try {
    const sql = database();
    const seen = lastEventId ? parseTapePosition(lastEventId) : null;
    const opening = seen
      ? await readTapeToNow(sql, instrumentId, seen)
      : await readOpening(sql, instrumentId, maxRows);
    let at = opening.to;
    let sentAt = performance.now();
    yield tracked(encodeTapePosition(at), eventOf(opening, maxRows));

    for (let batch = await queue.next(signal); batch !== null; batch = await queue.next(signal)) {
      // The poller began after this reader's opening: what lies between is read for this reader alone.
      const whole = reaches(at, batch.from) ? batch : await readTapeToNow(sql, instrumentId, at);
      const event = eventOf(after(whole, at), maxRows);
      at = furthest(at, whole.to);
      const empty = event.trades.length === 0 && event.skipped === 0n;
      if (empty && performance.now() - sentAt < KEEP_ID_FRESH_MS) continue;
      sentAt = performance.now();
      yield tracked(encodeTapePosition(at), event);
    }
  } finally {
    stop();
  }
}

/** The newest trades before the sources' present positions, the oldest first. Nothing is counted: older ones are not asked for. */
async function readOpening(sql: Sql, instrumentId: number, maxRows: number): Promise<TapeBatch> {
  const to = positionOf(await readTapeHead(sql, [instrumentId]), instrumentId);
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

/**
 * What of a batch lies behind a position: the poller may lag behind the catch-up that was just sent. The sums of both
 * tell how many trades lie between, so that those which are not sent are counted, each once.
 */
function after(batch: TapeBatch, at: TapePosition): TapeBatch {
  const rows = batch.rows.filter((row) => row.sourceOffset >= (at.sources.get(row.sourceId) ?? 0n));
  const left = batch.to.stored - at.stored - BigInt(rows.length);
  return { ...batch, rows, skipped: left > 0n ? left : 0n };
}

function eventOf(batch: TapeBatch, maxRows: number): TapeEvent {
  const sent = batch.rows.slice(-maxRows);
  const trades = sent.map((row) => ({
    key: tapeKey(row),
    time: row.time,
    price: row.price,
    quantity: row.quantity,
    side: sideOf(row.side),
    tradeId: row.tradeId,
    ingestedAt: row.ingestedAt,
  }));
  return { trades, skipped: batch.skipped + BigInt(batch.rows.length - sent.length) };
}
