import type { FoundGap, SequenceRange } from "@/domain/sequence/types";
import { formatMicros } from "@/domain/time/micros";
import type { Transaction } from "../../client";
import { formatMultirange } from "../../multirange";

export interface NewGap extends FoundGap {
  instrumentId: number;
  sourceId: number;
  sourceOffset: number;
  /** what the rest of the same batch left missing; empty where it filled all */
  missing: SequenceRange[];
}

/** Records gaps; one that the rest of its own batch filled is recorded as filled. */
export async function insertGaps(tx: Transaction, gaps: readonly NewGap[]): Promise<void> {
  await tx`
    insert into sequence_gaps (instrument_id, epoch, from_sequence, to_sequence, missing, missing_count,
      time_before, time_after, source_id, source_offset, state, filled_at)
    select u.instrument_id, u.epoch, u.from_sequence, u.to_sequence, u.missing::int8multirange,
      (select coalesce(sum(upper(r)::numeric - lower(r)), 0) from unnest(u.missing::int8multirange) r),
      u.time_before::timestamptz, u.time_after::timestamptz, u.source_id, u.source_offset,
      case when u.missing = '{}' then 'filled' else 'open' end,
      case when u.missing = '{}' then now() end
    from unnest(${gaps.map((gap) => gap.instrumentId)}::int4[], ${gaps.map((gap) => gap.epoch)}::int4[],
      ${gaps.map((gap) => String(gap.from))}::int8[], ${gaps.map((gap) => String(gap.to))}::int8[],
      ${gaps.map((gap) => formatMultirange(gap.missing))}::text[],
      ${gaps.map((gap) => formatMicros(gap.timeBefore))}::text[],
      ${gaps.map((gap) => formatMicros(gap.timeAfter))}::text[],
      ${gaps.map((gap) => gap.sourceOffset)}::int8[],
      ${gaps.map((gap) => gap.sourceId)}::int4[])
      as u (instrument_id, epoch, from_sequence, to_sequence, missing, time_before, time_after, source_offset, source_id)`;
}
