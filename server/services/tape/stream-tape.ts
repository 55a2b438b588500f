import { tracked } from "@trpc/server";
import { z } from "zod";
import { readTapeHead } from "@/db/queries/web/read-tape-head";
import {
  encodeTapePosition,
  furthest,
  isTapePosition,
  parseTapePosition,
  reaches,
} from "@/domain/tape/tape-position";
import { database } from "@/server/database";
import { LookQueue } from "@/server/services/tape/look-queue";
import { readOpening } from "@/server/services/tape/read-opening";
import { readTapeToNow } from "@/server/services/tape/read-tape";
import { behind, eventOf, isEmpty, KEEP_ID_FRESH_MS, maxRows } from "@/server/services/tape/tape-event";
import { type TapeLook, tapeHub } from "@/server/services/tape/tape-hub";
import { int4Id } from "@/server/trpc/exact";

export const tapeInput = z.strictObject({
  instrumentId: int4Id,
  /** the id of the last event that was received: the stream goes on right after it */
  lastEventId: z
    .string()
    .max(100_000)
    .refine(isTapePosition, { message: "is no point of the tape" })
    .nullish(),
  maxRows,
});

/**
 * Trades of one instrument as they are committed: each once, in the order of its source, from the given event on;
 * without one, from now on, opened by the newest of what is there.
 */
export async function* streamTape(
  { instrumentId, lastEventId, maxRows: most }: z.infer<typeof tapeInput>,
  signal: AbortSignal,
) {
  const queue = new LookQueue<TapeLook>();
  const stop = tapeHub().listen([instrumentId], (look) => queue.push(look));
  try {
    const sql = database();
    const seen = lastEventId ? parseTapePosition(lastEventId) : null;
    const opening = seen
      ? await readTapeToNow(sql, instrumentId, seen)
      : await readOpening(sql, instrumentId, most, await readTapeHead(sql, [instrumentId]));
    let at = opening.to;
    let sentAt = performance.now();
    yield tracked(encodeTapePosition(at), eventOf(opening, most));

    for (let look = await queue.next(signal); look !== null; look = await queue.next(signal)) {
      const batch = look.batches.get(instrumentId);
      // The poller began after this reader's opening: what lies between is read for this reader alone.
      const whole = batch && reaches(at, batch.from) ? batch : await readTapeToNow(sql, instrumentId, at);
      const event = eventOf(behind(whole, at), most);
      at = furthest(at, whole.to);
      if (isEmpty(event) && performance.now() - sentAt < KEEP_ID_FRESH_MS) continue;
      sentAt = performance.now();
      yield tracked(encodeTapePosition(at), event);
    }
  } finally {
    stop();
  }
}
