import { tracked } from "@trpc/server";
import { z } from "zod";
import { readTapeHead, type TapeHead } from "@/db/queries/web/read-tape-head";
import { furthest, reaches, type TapePosition } from "@/domain/tape/tape-position";
import {
  encodeTapesPosition,
  MAX_TAPES,
  parseTapesPosition,
  positionOfTape,
  type TapesPosition,
} from "@/domain/tape/tapes-position";
import { database } from "@/server/database";
import { LookQueue } from "@/server/services/tape/look-queue";
import { readOpening } from "@/server/services/tape/read-opening";
import { positionOf, readTape, type TapeBatch } from "@/server/services/tape/read-tape";
import {
  behind,
  eventOf,
  isEmpty,
  KEEP_ID_FRESH_MS,
  maxRows,
  tapeEvent,
} from "@/server/services/tape/tape-event";
import { type TapeLook, tapeHub } from "@/server/services/tape/tape-hub";
import { int4Id } from "@/server/trpc/exact";

const tape = z
  .strictObject({
    instrumentId: int4Id,
    /** names the tape in events and their ids; without one, the instrument's id does */
    key: int4Id.optional(),
    maxRows,
  })
  .transform((one) => ({ ...one, key: one.key ?? one.instrumentId }));

export const tapesInput = z.strictObject({
  tapes: z
    .array(tape)
    .min(1)
    .max(MAX_TAPES, {
      error: ({ input }) =>
        `holds ${Array.isArray(input) ? input.length : "too many"} tapes; one stream carries at most ${MAX_TAPES}: follow the others in another`,
    })
    .refine((all) => new Set(all.map((one) => one.key)).size === all.length, {
      message: "must have a key of its own for each tape",
    }),
  /** the id of the last event that was received: tapes that it knows go on right after it, others are opened */
  lastEventId: z
    .string()
    .max(100_000)
    .refine((text) => parseTapesPosition(text) !== null, { message: "is no point of these tapes" })
    .nullish(),
});

/** Tapes on which nothing happened are left out; the first event of a stream tells of all. */
export const tapesEvent = z.object({
  tapes: z.array(tapeEvent.extend({ key: z.int(), instrumentId: z.int() })),
});
export type TapesEvent = z.infer<typeof tapesEvent>;

type Tape = z.infer<typeof tape>;

/** Several tapes in one stream: of each the same as `streamTape` gives, and one id that says where all of them stand. */
export async function* streamTapes({ tapes, lastEventId }: z.infer<typeof tapesInput>, signal: AbortSignal) {
  const queue = new LookQueue<TapeLook>();
  const ids = [...new Set(tapes.map((one) => one.instrumentId))];
  const stop = tapeHub().listen(ids, (look) => queue.push(look));
  try {
    const sql = database();
    const head = await readTapeHead(sql, ids);
    const seen = lastEventId ? parseTapesPosition(lastEventId) : null;
    const opened: Part[] = [];
    for (const one of tapes) {
      const from = seen === null ? undefined : positionOfTape(seen, one.key);
      const batch = from
        ? await readTape(sql, one.instrumentId, from, head)
        : await readOpening(sql, one.instrumentId, one.maxRows, head);
      opened.push({ tape: one, batch });
    }
    const start = new Map(opened.map(({ tape: { key }, batch }) => [key, batch.to]));
    let at: TapesPosition = { sources: head.sources, tapes: start };
    let sentAt = performance.now();
    yield tracked(encodeTapesPosition(at), { tapes: opened.map(partOf) });

    for (let look = await queue.next(signal); look !== null; look = await queue.next(signal)) {
      const parts: Part[] = [];
      for (const one of tapes) {
        const from = standing(at, one.key);
        const batch = look.batches.get(one.instrumentId);
        // The poller began after this reader's opening: what lies between is read for this reader alone.
        const whole =
          batch && reaches(from, batch.from) ? batch : await readTape(sql, one.instrumentId, from, look.head);
        parts.push({ tape: one, batch: behind(whole, from) });
      }
      at = moved(at, tapes, look.head);
      const events = parts.map(partOf).filter((part) => !isEmpty(part));
      if (events.length === 0 && performance.now() - sentAt < KEEP_ID_FRESH_MS) continue;
      sentAt = performance.now();
      yield tracked(encodeTapesPosition(at), { tapes: events });
    }
  } finally {
    stop();
  }
}

interface Part {
  tape: Tape;
  batch: TapeBatch;
}

function partOf({ tape: { key, instrumentId, maxRows: most }, batch }: Part): TapesEvent["tapes"][number] {
  return { key, instrumentId, ...eventOf(batch, most) };
}

function standing(at: TapesPosition, key: number): TapePosition {
  return positionOfTape(at, key) ?? { time: 0, stored: 0n, sources: at.sources };
}

/** All tapes at a head, or where they stand if it lies behind that. */
function moved(at: TapesPosition, tapes: readonly Tape[], head: TapeHead): TapesPosition {
  const places = tapes.map(
    ({ key, instrumentId }) => [key, furthest(standing(at, key), positionOf(head, instrumentId))] as const,
  );
  return { sources: places[0]?.[1].sources ?? at.sources, tapes: new Map(places) };
}
