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

/**
 * Moves the position by compare-and-set and adds the batch to the account.
 * @returns false where another worker moved it: nothing of the batch may then be kept
 */
export async function movePosition(
  tx: Transaction,
  move: {
    sourceId: number;
    from: number;
    to: number;
    worker: string;
    lastRecordAt: string | null;
    decoderState: string | null;
  },
  add: LedgerDelta,
): Promise<boolean> {
  const moved = await tx`
    update partition_positions set
      next_offset = ${move.to},
      consumed = consumed + ${add.consumed},
      decoded = decoded + ${add.decoded},
      ignored = ignored + ${add.ignored},
      dead_lettered = dead_lettered + ${add.deadLettered},
      trades_decoded = trades_decoded + ${add.tradesDecoded},
      stored = stored + ${add.stored},
      duplicates = duplicates + ${add.duplicates},
      conflicts = conflicts + ${add.conflicts},
      lost = lost + ${add.lost},
      last_record_at = coalesce(${move.lastRecordAt}::text::timestamptz, last_record_at),
      decoder_state = coalesce(${move.decoderState}::text::jsonb, decoder_state),
      moved_at = now(),
      moved_by = ${move.worker}
    where id = ${move.sourceId} and next_offset = ${move.from}`;
  return moved.count === 1;
}
