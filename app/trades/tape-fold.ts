import type { StreamFold } from "@/app/lib/trpc/streams/stream-fold";
import { isBehind, parseTapePosition } from "@/domain/tape/tape-position";
import type { TapeEvent } from "@/server/services/tape/tape-event";

/** An event with its place on the tape. */
interface Tracked {
  id: string;
  data: TapeEvent;
}

/** As many as the server opens a tape with. */
const OPENING_ROWS = 60;
/** As the server has it, for who does not say. */
const MAX_ROWS = 1_000;

/** Events of a tape add up: trades that are too many for one become a count, so that both always tell of every trade. */
export const TAPE_FOLD: StreamFold = {
  join(earlier, later, input) {
    const [a, b] = [earlier as Tracked, later as Tracked];
    const trades = [...a.data.trades, ...b.data.trades];
    const kept = trades.slice(-maxRowsOf(input));
    const skipped = a.data.skipped + b.data.skipped + BigInt(trades.length - kept.length);
    return { id: b.id, data: { trades: kept, skipped } } satisfies Tracked;
  },
  opening(before, latest) {
    const { id, data } = latest as Tracked;
    const older = (before as Tracked | undefined)?.data.trades ?? [];
    return { id, data: { trades: [...older, ...data.trades].slice(-OPENING_ROWS), skipped: 0n } };
  },
  since(opening, lastEventId) {
    const { id, data } = opening as Tracked;
    const seen = parseTapePosition(lastEventId);
    const now = parseTapePosition(id);
    if (seen === null || now === null) return opening;
    const trades = data.trades.filter((trade) => isBehind(trade.key, seen));
    const left = now.stored - seen.stored - BigInt(trades.length);
    return { id, data: { trades, skipped: left > 0n ? left : 0n } } satisfies Tracked;
  },
};

function maxRowsOf(input: unknown): number {
  return typeof input === "object" &&
    input !== null &&
    "maxRows" in input &&
    typeof input.maxRows === "number"
    ? input.maxRows
    : MAX_ROWS;
}
