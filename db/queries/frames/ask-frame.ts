import type { Query } from "../../client";

/** Which record of Kafka. */
export interface FrameAddress {
  topic: string;
  partition: number;
  offset: bigint;
}

/** Who asks while so many wait is told to come again: no maintainer works, or somebody walks the whole topic. */
const MOST_WAITING = 20;

/**
 * Asks for a record, or joins a question for it that is open or was answered a moment ago.
 * @returns the question's id; null where too many wait
 */
export async function askFrame(
  sql: Query,
  { topic, partition, offset }: FrameAddress,
): Promise<bigint | null> {
  const at = String(offset);
  const [known] = await sql<{ id: bigint }[]>`
    select id from frame_requests
    where topic = ${topic} and partition = ${partition} and source_offset = ${at}::text::int8
      and asked_at > now() - interval '5 s' and (outcome is null or outcome <> 'failed')
    order by id desc limit 1`;
  if (known !== undefined) return known.id;
  const [made] = await sql<{ id: bigint }[]>`
    insert into frame_requests (topic, partition, source_offset)
    select ${topic}, ${partition}, ${at}::text::int8
    where (select count(*) from frame_requests where taken_at is null and asked_at > now() - interval '30 s')
      < ${MOST_WAITING}
    returning id`;
  return made?.id ?? null;
}
