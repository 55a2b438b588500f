import type { Query } from "../../client";

/** What decoding a partition's next record needs to know of those before; null where there is nothing. */
export async function readDecoderStateOf(sql: Query, topic: string, partition: number): Promise<unknown> {
  const [row] = await sql<{ decoder_state: unknown }[]>`
    select decoder_state from partition_positions where topic = ${topic} and partition = ${partition}`;
  return row?.decoder_state ?? null;
}
