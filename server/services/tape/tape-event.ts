import { z } from "zod";
import { type TapePosition, tapeKey } from "@/domain/tape/tape-position";
import { MAX_ROWS, type TapeBatch } from "@/server/services/tape/read-tape";
import { SIDES, sideOf } from "@/server/services/trades/side";
import { decimal, micros } from "@/server/trpc/exact";

/** A quiet market has nothing to send for long; the event id moves on all the same. */
export const KEEP_ID_FRESH_MS = 3_000;

/** the newest so many trades of an event are sent, the others are counted: a page needs no more than it shows */
export const maxRows = z.int().min(1).max(MAX_ROWS).default(MAX_ROWS);

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

export const isEmpty = (event: TapeEvent) => event.trades.length === 0 && event.skipped === 0n;

/**
 * What of a batch lies behind a position: the poller may lag behind the catch-up that was just sent. The sums of both
 * tell how many trades lie between, so that those which are not sent are counted, each once.
 */
export function behind(batch: TapeBatch, at: TapePosition): TapeBatch {
  const rows = batch.rows.filter((row) => row.sourceOffset >= (at.sources.get(row.sourceId) ?? 0n));
  const left = batch.to.stored - at.stored - BigInt(rows.length);
  const skipped = left > 0n ? left : 0n;
  // The batch itself, where nothing of it was seen: its event is the same for all who stand there.
  if (rows.length === batch.rows.length && skipped === batch.skipped) return batch;
  return { ...batch, rows, skipped };
}

/** Events by batch and bound: a thousand readers of a batch share one, and what is made of it on its way out. */
const made = new WeakMap<TapeBatch, Map<number, TapeEvent>>();

/** A batch as it is sent; the same object for the same batch and bound. */
export function eventOf(batch: TapeBatch, most: number): TapeEvent {
  const byMost = made.get(batch) ?? new Map<number, TapeEvent>();
  made.set(batch, byMost);
  const event = byMost.get(most) ?? makeEvent(batch, most);
  byMost.set(most, event);
  return event;
}

function makeEvent(batch: TapeBatch, most: number): TapeEvent {
  const sent = batch.rows.slice(-most);
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
