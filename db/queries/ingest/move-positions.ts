import type { Transaction } from "../../client";

/** What one batch adds to the account of its partition. */
export interface LedgerDelta {
  consumed: number;
  decoded: number;
  ignored: number;
  deadLettered: number;
  tradesDecoded: number;
  stored: number;
  duplicates: number;
  conflicts: number;
  lost: number;
}

/** A batch's step from one offset to another. */
export interface PositionMove {
  sourceId: number;
  from: number;
  to: number;
  /** ISO; null where the batch has no record */
  lastRecordAt: string | null;
  /** JSON; null where it did not change */
  decoderState: string | null;
  add: LedgerDelta;
}

/**
 * Moves positions by compare-and-set and adds the batches to the accounts.
 * @returns false where another worker moved one of them: nothing of the batches may then be kept
 */
export async function movePositions(
  tx: Transaction,
  worker: string,
  moves: readonly PositionMove[],
): Promise<boolean> {
  const sums = (of: (add: LedgerDelta) => number) => moves.map((move) => of(move.add));
  const moved = await tx`
    update partition_positions p set
      next_offset = u.to_offset,
      consumed = p.consumed + u.consumed,
      decoded = p.decoded + u.decoded,
      ignored = p.ignored + u.ignored,
      dead_lettered = p.dead_lettered + u.dead_lettered,
      trades_decoded = p.trades_decoded + u.trades_decoded,
      stored = p.stored + u.stored,
      duplicates = p.duplicates + u.duplicates,
      conflicts = p.conflicts + u.conflicts,
      lost = p.lost + u.lost,
      last_record_at = coalesce(u.last_record_at::timestamptz, p.last_record_at),
      decoder_state = coalesce(u.decoder_state::jsonb, p.decoder_state),
      moved_at = now(),
      moved_by = ${worker}
    from unnest(${moves.map((move) => move.sourceId)}::int4[], ${moves.map((move) => move.from)}::int8[],
      ${moves.map((move) => move.to)}::int8[], ${sums((add) => add.consumed)}::int8[],
      ${sums((add) => add.decoded)}::int8[], ${sums((add) => add.ignored)}::int8[],
      ${sums((add) => add.deadLettered)}::int8[], ${sums((add) => add.tradesDecoded)}::int8[],
      ${sums((add) => add.stored)}::int8[], ${sums((add) => add.duplicates)}::int8[],
      ${sums((add) => add.conflicts)}::int8[], ${sums((add) => add.lost)}::int8[],
      ${moves.map((move) => move.lastRecordAt)}::text[], ${moves.map((move) => move.decoderState)}::text[])
      as u (id, from_offset, to_offset, consumed, decoded, ignored, dead_lettered, trades_decoded, stored, duplicates,
        conflicts, lost, last_record_at, decoder_state)
    where p.id = u.id and p.next_offset = u.from_offset`;
  return moved.count === moves.length;
}
