import type { SequenceRange } from "@/domain/sequence/types";
import { formatMicros } from "@/domain/time/micros";
import type { Transaction } from "../../client";
import { formatMultirange } from "../../multirange";

export interface GapFill {
  gapId: bigint;
  filled: SequenceRange[];
  /** exchange time, µs, of the trade that now stands just before what is missing; null where that edge did not move */
  timeBefore: number | null;
  timeAfter: number | null;
}

/** Takes late numbers out of the gaps that missed them; an empty gap is filled. */
export async function fillGaps(tx: Transaction, fills: readonly GapFill[]): Promise<void> {
  await tx`
    update sequence_gaps g set
      missing = g.missing - u.filled::int8multirange,
      missing_count = g.missing_count - u.filled_count,
      time_before = coalesce(u.time_before::timestamptz, g.time_before),
      time_after = coalesce(u.time_after::timestamptz, g.time_after),
      state = case when isempty(g.missing - u.filled::int8multirange) then 'filled' else g.state end,
      filled_at = case when isempty(g.missing - u.filled::int8multirange) then now() end,
      updated_at = now()
    from unnest(${fills.map((fill) => String(fill.gapId))}::int8[],
      ${fills.map((fill) => formatMultirange(fill.filled))}::text[],
      ${fills.map((fill) => String(count(fill.filled)))}::int8[],
      ${fills.map((fill) => (fill.timeBefore === null ? null : formatMicros(fill.timeBefore)))}::text[],
      ${fills.map((fill) => (fill.timeAfter === null ? null : formatMicros(fill.timeAfter)))}::text[])
      as u (id, filled, filled_count, time_before, time_after)
    where g.id = u.id`;
}

function count(ranges: readonly SequenceRange[]): bigint {
  return ranges.reduce((sum, { from, to }) => sum + to - from + 1n, 0n);
}
