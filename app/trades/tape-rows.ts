import { commonPlaces, widestWhole } from "@/app/lib/format/decimal";
import type { TapeEvent } from "@/server/services/tape/tape-event";

export type TapeTrade = TapeEvent["trades"][number];

export interface Tape {
  /** the newest first */
  rows: readonly TapeTrade[];
  /** trades of this view since it was opened */
  received: number;
  /** trades that were stored too, but not sent: too many at once, or of long ago */
  skipped: bigint;
  price: Column;
  quantity: Column;
}

/** What every number of a column so far goes into: points stand in line, and columns do not jump. */
interface Column {
  /** decimals */
  places: number;
  /** characters before the point */
  whole: number;
}

export const EMPTY_TAPE: Tape = {
  rows: [],
  received: 0,
  skipped: 0n,
  price: { places: 2, whole: 1 },
  quantity: { places: 0, whole: 1 },
};

/** More than a person reads before the next come. */
export const KEPT = 120;
/** A little more than are in sight: when more come at once, nobody has seen the others. */
export const ROWS_AN_EVENT = 24;

/** Puts an event's trades on top; one that is there already (a stream that was opened again) is not shown twice. */
export function addToTape(tape: Tape, event: TapeEvent): Tape {
  const known = new Set(tape.rows.map((row) => row.key));
  const fresh = event.trades.filter((trade) => !known.has(trade.key));
  if (fresh.length === 0 && event.skipped === 0n) return tape;
  const prices = fresh.map((trade) => trade.price);
  const quantities = fresh.map((trade) => trade.quantity);
  const widened = ({ places, whole }: Column, values: readonly string[]): Column => ({
    places: commonPlaces(values, places),
    whole: widestWhole(values, whole),
  });
  return {
    rows: [...fresh.reverse(), ...tape.rows].slice(0, KEPT),
    received: tape.received + fresh.length,
    skipped: tape.skipped + event.skipped,
    price: widened(tape.price, prices),
    quantity: widened(tape.quantity, quantities),
  };
}

/** Characters of a column's numbers. */
export function charsOf({ places, whole }: Column): number {
  return whole + (places > 0 ? places + 1 : 0);
}
