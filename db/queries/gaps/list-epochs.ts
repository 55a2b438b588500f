import type { SequenceEpoch } from "@/domain/sequence/types";
import { parseMicros } from "@/domain/time/micros";
import type { Query } from "../../client";

/** Every numbering that was seen of an instrument, the oldest first: a restart of the venue's numbers begins another. */
export async function listEpochs(sql: Query, instrumentId: number): Promise<SequenceEpoch[]> {
  const rows = await sql<
    { epoch: number; lowest: bigint; highest: bigint; lowestTime: string; highestTime: string }[]
  >`
    select epoch, lowest, highest, lowest_time as "lowestTime", highest_time as "highestTime"
    from sequence_positions where instrument_id = ${instrumentId} order by epoch`;
  return rows.map((row) => ({
    ...row,
    lowestTime: parseMicros(row.lowestTime),
    highestTime: parseMicros(row.highestTime),
  }));
}
