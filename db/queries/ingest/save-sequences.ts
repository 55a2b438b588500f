import type { SequenceEpoch } from "@/domain/sequence/types";
import { formatMicros } from "@/domain/time/micros";
import type { Transaction } from "../../client";

/** Writes the epochs that a batch changed or opened. */
export async function saveSequences(
  tx: Transaction,
  changed: readonly (SequenceEpoch & { instrumentId: number })[],
): Promise<void> {
  await tx`
    insert into sequence_positions (instrument_id, epoch, lowest, highest, lowest_time, highest_time)
    select u.instrument_id, u.epoch, u.lowest, u.highest, u.lowest_time::timestamptz, u.highest_time::timestamptz
    from unnest(${changed.map((one) => one.instrumentId)}::int4[], ${changed.map((one) => one.epoch)}::int4[],
      ${changed.map((one) => String(one.lowest))}::int8[], ${changed.map((one) => String(one.highest))}::int8[],
      ${changed.map((one) => formatMicros(one.lowestTime))}::text[],
      ${changed.map((one) => formatMicros(one.highestTime))}::text[])
      as u (instrument_id, epoch, lowest, highest, lowest_time, highest_time)
    on conflict (instrument_id, epoch) do update set
      lowest = excluded.lowest, highest = excluded.highest,
      lowest_time = excluded.lowest_time, highest_time = excluded.highest_time`;
}
