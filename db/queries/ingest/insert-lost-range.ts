import type { Transaction } from "../../client";

/** Records offsets that Kafka deleted before they were read: `from` inclusive, `to` exclusive. */
export async function insertLostRange(
  tx: Transaction,
  sourceId: number,
  lost: { from: number; to: number },
): Promise<void> {
  await tx`
    insert into lost_ranges (source_id, from_offset, to_offset, cause)
    values (${sourceId}, ${lost.from}, ${lost.to}, 'deleted by Kafka before it was read')`;
}
