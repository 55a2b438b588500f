import type { Query } from "../../client";

/**
 * Whether dead letter `d` was read while the numbering of gap `g` was the venue's: after a restart of its numbers one
 * number is two trades. A letter belongs to a numbering where it lies, in the partition of the instrument, behind the
 * first trade of that numbering and before the first of the next one; what cannot be told counts.
 */
export function letterOfEpoch(sql: Query) {
  const begin = (epoch: ReturnType<Query>) => sql`(
    select t.source_offset from sequence_positions p
    join trades t on t.instrument_id = p.instrument_id and t.time = p.lowest_time and t.sequence = p.lowest
    join partition_positions s on s.id = t.source_id and s.topic = d.topic and s.partition = d.partition
    where p.instrument_id = g.instrument_id and p.epoch = ${epoch} and p.epoch > 0 limit 1)`;
  return sql`coalesce(d.source_offset > ${begin(sql`g.epoch`)}, true)
    and coalesce(d.source_offset < ${begin(sql`g.epoch + 1`)}, true)`;
}
