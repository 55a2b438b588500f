import type { Transaction } from "../../client";

/** Where a topic partition stands, and who may move it: the row stays locked until the transaction ends. */
export interface LockedPosition {
  id: number;
  nextOffset: number;
  halted: boolean;
}

/**
 * The positions of some partitions, in the order asked for; undefined where one was never opened. They are locked in
 * the order of their ids, so that two workers that have several in common take turns and never deadlock.
 */
export async function lockPositions(
  tx: Transaction,
  partitions: readonly { topic: string; partition: number }[],
): Promise<(LockedPosition | undefined)[]> {
  const rows = await tx<{ ord: bigint; id: number; next_offset: bigint; halted: boolean }[]>`
    select u.ord, p.id, p.next_offset, p.halted_at is not null as halted
    from unnest(${partitions.map((one) => one.topic)}::text[], ${partitions.map((one) => one.partition)}::int4[])
      with ordinality as u (topic, partition, ord)
    join partition_positions p on p.topic = u.topic and p.partition = u.partition
    order by p.id
    for update of p`;
  const found = new Map(rows.map((row) => [Number(row.ord), row]));
  return partitions.map((_, i) => {
    const row = found.get(i + 1);
    return row && { id: row.id, nextOffset: Number(row.next_offset), halted: row.halted };
  });
}
