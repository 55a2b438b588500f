import type { TapeEvent } from "@/server/services/tape/stream-tape";

export type TapeTrade = TapeEvent["trades"][number];

export interface Tape {
  /** the newest first */
  rows: readonly TapeTrade[];
  /** trades of this view since it was opened */
  received: number;
  /** trades that were stored too, but not sent: too many at once, or of long ago */
  skipped: bigint;
}

export const EMPTY_TAPE: Tape = { rows: [], received: 0, skipped: 0n };

/** More than a person reads before the next come. */
export const KEPT = 120;

/** Puts an event's trades on top; one that is there already (a stream that was opened again) is not shown twice. */
export function addToTape(tape: Tape, event: TapeEvent): Tape {
  const known = new Set(tape.rows.map((row) => row.key));
  const fresh = event.trades.filter((trade) => !known.has(trade.key));
  if (fresh.length === 0 && event.skipped === 0n) return tape;
  return {
    rows: [...fresh.reverse(), ...tape.rows].slice(0, KEPT),
    received: tape.received + fresh.length,
    skipped: tape.skipped + event.skipped,
  };
}
