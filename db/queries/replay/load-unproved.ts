import type { HeaderPairs } from "@/domain/dead-letter/header-pairs";
import type { Query } from "../../client";

/** A letter on its way to the proof, with what would be sent. */
export interface UnprovedItem {
  letterId: bigint;
  topic: string;
  partition: number | null;
  key: Buffer | null;
  /** the edit's bytes where there is one, else the letter's own */
  value: Buffer | null;
  headers: HeaderPairs;
  /** ms; 0 where it is not known */
  recordTimeMs: number;
  fingerprint: string;
  build: string;
}

/** The next letters of a plan after `afterId`, at most `limit` and `maxBytes` beside the first. */
export function loadUnproved(
  sql: Query,
  jobId: bigint,
  afterId: bigint,
  limit: number,
  maxBytes: number,
): Promise<UnprovedItem[]> {
  return sql<UnprovedItem[]>`
    select o.letter_id as "letterId", d.topic, d.partition, d.key, coalesce(e.value, d.value) as value, d.headers,
      coalesce(extract(epoch from d.record_time) * 1000, 0)::float8 as "recordTimeMs", d.fingerprint, d.build
    from (
      select letter_id, edit_id, sum(size) over (order by letter_id) - size as before
      from (
        select i.letter_id, i.edit_id, coalesce(octet_length(l.value), 0) as size
        from replay_items i join dead_letters l on l.id = i.letter_id
        where i.job_id = ${jobId} and i.state = 'planned' and i.letter_id > ${afterId}
        order by i.letter_id limit ${limit}) next
    ) o
    join dead_letters d on d.id = o.letter_id
    left join dead_letter_edits e on e.id = o.edit_id
    where o.before <= ${maxBytes}
    order by o.letter_id`;
}
