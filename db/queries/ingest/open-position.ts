import type { Query } from "../../client";

export interface Position {
  sourceId: number;
  nextOffset: number;
  halted: boolean;
  floodPass: boolean;
  decoderState: unknown;
}

/**
 * The position of a topic partition; a partition never read before starts at `firstOffset`, the lowest that Kafka
 * still has: what was deleted before we came was never ours to account for.
 */
export async function openPosition(
  sql: Query,
  topic: string,
  partition: number,
  firstOffset: number,
): Promise<Position> {
  await sql`
    insert into partition_positions (topic, partition, first_offset, next_offset)
    values (${topic}, ${partition}, ${firstOffset}, ${firstOffset})
    on conflict (topic, partition) do nothing`;
  const [row] = await sql<
    { id: number; next_offset: bigint; halted: boolean; flood_pass: boolean; decoder_state: unknown }[]
  >`
    select id, next_offset, halted_at is not null as halted, flood_pass, decoder_state
    from partition_positions where topic = ${topic} and partition = ${partition}`;
  if (row === undefined)
    throw new Error(`the position of ${topic}/${partition} vanished while it was opened`);
  return {
    sourceId: row.id,
    nextOffset: Number(row.next_offset),
    halted: row.halted,
    floodPass: row.flood_pass,
    decoderState: row.decoder_state,
  };
}
