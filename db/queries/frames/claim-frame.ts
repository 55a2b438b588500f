import type { Query } from "../../client";
import type { FrameAddress } from "./ask-frame";

/** The oldest question that nobody has taken; each goes to one maintainer. Old ones are thrown away. */
export async function claimFrame(sql: Query): Promise<(FrameAddress & { id: bigint }) | null> {
  const [row] = await sql<(FrameAddress & { id: bigint })[]>`
    with old as (delete from frame_requests where asked_at < now() - interval '10 min')
    update frame_requests set taken_at = now()
    where id = (
      select id from frame_requests where taken_at is null and asked_at > now() - interval '30 s'
      order by id limit 1 for update skip locked)
    returning id, topic, partition, source_offset as "offset"`;
  return row ?? null;
}
