import { formatMicros } from "@/domain/time/micros";
import type { Transaction } from "../../client";

/** What one batch adds to the account of an instrument. */
export interface InstrumentDelta {
  instrumentId: number;
  stored: number;
  duplicates: number;
  conflicts: number;
  outOfOrder: number;
  resets: number;
  /** exact sums of the stored trades, plain decimals */
  quantity: string;
  notional: string;
  /** exchange times, µs, of the stored trades; null where none was stored */
  firstTime: number | null;
  lastTime: number | null;
}

export async function addToInstrumentLedger(
  tx: Transaction,
  deltas: readonly InstrumentDelta[],
): Promise<void> {
  const time = (micros: number | null) => (micros === null ? null : formatMicros(micros));
  await tx`
    update instrument_ledger l set
      stored = l.stored + u.stored,
      duplicates = l.duplicates + u.duplicates,
      conflicts = l.conflicts + u.conflicts,
      out_of_order = l.out_of_order + u.out_of_order,
      resets = l.resets + u.resets,
      quantity = l.quantity + u.quantity,
      notional = l.notional + u.notional,
      first_time = least(l.first_time, u.first_time::timestamptz),
      last_time = greatest(l.last_time, u.last_time::timestamptz)
    from unnest(${deltas.map((one) => one.instrumentId)}::int4[], ${deltas.map((one) => one.stored)}::int8[],
      ${deltas.map((one) => one.duplicates)}::int8[], ${deltas.map((one) => one.conflicts)}::int8[],
      ${deltas.map((one) => one.outOfOrder)}::int8[], ${deltas.map((one) => one.resets)}::int8[],
      ${deltas.map((one) => one.quantity)}::numeric[], ${deltas.map((one) => one.notional)}::numeric[],
      ${deltas.map((one) => time(one.firstTime))}::text[], ${deltas.map((one) => time(one.lastTime))}::text[])
      as u (instrument_id, stored, duplicates, conflicts, out_of_order, resets, quantity, notional, first_time, last_time)
    where l.instrument_id = u.instrument_id`;
}
