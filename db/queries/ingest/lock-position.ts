import type { Transaction } from "../../client";

/** Where a topic partition stands, and who may move it: the row stays locked until the transaction ends. */
export interface LockedPosition {
  id: number;
  nextOffset: number;
  halted: boolean;
  decoderState: unknown;
}

export async function lockPosition(
  tx: Transaction,
  topic: string,
  partition: number,
): Promise<LockedPosition | undefined> {
  const [row] = await tx<{ id: number; next_offset: bigint; halted: boolean; decoder_state: unknown }[]>`
    select id, next_offset, halted_at is not null as halted, decoder_state
    from partition_positions where topic = ${topic} and partition = ${partition}
    for update`;
  if (row === undefined) return undefined;
  return {
    id: row.id,
    nextOffset: Number(row.next_offset),
    halted: row.halted,
    decoderState: row.decoder_state,
  };
}
