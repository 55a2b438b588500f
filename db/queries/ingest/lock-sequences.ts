import type { SequenceEpoch } from "@/domain/sequence/types";
import { parseMicros } from "@/domain/time/micros";
import type { Transaction } from "../../client";

/**
 * The epochs of each instrument, oldest first. The instruments' ledger rows are locked in id order, so that two
 * partitions that carry the same instrument take turns and never deadlock.
 */
export async function lockSequences(
  tx: Transaction,
  instrumentIds: readonly number[],
): Promise<Map<number, SequenceEpoch[]>> {
  const rows = await tx<
    {
      instrument_id: number;
      epoch: number | null;
      lowest: bigint;
      highest: bigint;
      lowest_time: string;
      highest_time: string;
    }[]
  >`
    with locked as (
      select instrument_id from instrument_ledger
      where instrument_id = any (${instrumentIds as number[]}::int4[])
      order by instrument_id for update
    )
    select l.instrument_id, p.epoch, p.lowest, p.highest, p.lowest_time, p.highest_time
    from locked l left join sequence_positions p using (instrument_id)
    order by l.instrument_id, p.epoch`;
  const epochs = new Map<number, SequenceEpoch[]>(instrumentIds.map((id) => [id, []]));
  for (const row of rows) {
    if (row.epoch === null) continue;
    epochs.get(row.instrument_id)?.push({
      epoch: row.epoch,
      lowest: row.lowest,
      lowestTime: parseMicros(row.lowest_time),
      highest: row.highest,
      highestTime: parseMicros(row.highest_time),
    });
  }
  return epochs;
}
