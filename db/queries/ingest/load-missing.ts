import type { SequenceRange } from "@/domain/sequence/types";
import type { Transaction } from "../../client";
import { parseMultirange } from "../../multirange";

/** The part of a stored gap that late numbers may fill. */
export interface StoredGap {
  id: bigint;
  instrumentId: number;
  epoch: number;
  /** lowest and highest number still missing in the whole gap */
  lowest: bigint;
  highest: bigint;
  /** which of the asked numbers are missing */
  asked: SequenceRange[];
}

/** For each instrument the numbers that may be late, as a multirange: only the gaps that they touch are read. */
export async function loadMissing(
  tx: Transaction,
  late: readonly { instrumentId: number; numbers: string; lowest: bigint; highest: bigint }[],
): Promise<StoredGap[]> {
  const rows = await tx<
    { id: bigint; instrument_id: number; epoch: number; lowest: bigint; highest: bigint; asked: string }[]
  >`
    select g.id, g.instrument_id, g.epoch, lower(g.missing) as lowest, upper(g.missing) - 1 as highest,
      (g.missing * l.numbers)::text as asked
    from unnest(${late.map((one) => one.instrumentId)}::int4[], ${late.map((one) => one.numbers)}::text[]::int8multirange[],
      ${late.map((one) => String(one.lowest))}::int8[], ${late.map((one) => String(one.highest))}::int8[])
      as l (instrument_id, numbers, lowest, highest)
    join sequence_gaps g on g.instrument_id = l.instrument_id and g.state <> 'filled'
      and g.from_sequence <= l.highest and g.to_sequence >= l.lowest
    where g.missing && l.numbers
    order by g.id`;
  return rows.map((row) => ({
    id: row.id,
    instrumentId: row.instrument_id,
    epoch: row.epoch,
    lowest: row.lowest,
    highest: row.highest,
    asked: parseMultirange(row.asked),
  }));
}
