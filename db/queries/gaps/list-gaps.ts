import type { GapFilter } from "@/domain/gap/gap-filter";
import { formatMicros, type Micros } from "@/domain/time/micros";
import type { Query } from "../../client";
import { gapConditions } from "./gap-conditions";
import { type GapRow, gapColumns } from "./gap-row";

/** `newest`: by exchange time of the trade before; `largest`: by numbers still missing, then the newest. */
export type GapOrder = "newest" | "largest";

export interface GapsQuestion {
  filter: GapFilter;
  order: GapOrder;
  /** the last row of the page before */
  after: { timeBefore: Micros; missingCount: string; id: string } | null;
  limit: number;
}

/**
 * A page of gaps. Each (state, cause) that exists is read from the head of its own index and the few rows of each are
 * merged: a rare state among a million gaps is found as fast as a common one.
 */
export function listGaps(sql: Query, { filter, order, after, limit }: GapsQuestion): Promise<GapRow[]> {
  const { states, causes } = filter;
  const newest = order === "newest";
  const by = newest
    ? sql`g.time_before desc, g.id desc`
    : sql`g.missing_count desc, g.time_before desc, g.id desc`;
  const behind =
    after === null
      ? sql``
      : newest
        ? sql`and (g.time_before, g.id) < (${formatMicros(after.timeBefore)}::text::timestamptz, ${after.id}::int8)`
        : sql`and (g.missing_count, g.time_before, g.id)
            < (${after.missingCount}::text::numeric, ${formatMicros(after.timeBefore)}::text::timestamptz, ${after.id}::int8)`;
  return sql<GapRow[]>`
    with kinds as (
      select distinct state, cause from gap_counts
      where gaps > 0
        ${filter.instrumentId === null ? sql`` : sql`and instrument_id = ${filter.instrumentId}`}
        ${states.length === 0 ? sql`` : sql`and state = any (${[...states]}::text[])`}
        ${causes.length === 0 ? sql`` : sql`and cause = any (${[...causes]}::text[])`}
    ), found as (
      select g.* from kinds k cross join lateral (
        -- Keys only: the index has them, and the rows themselves are read for this page alone.
        select g.id, g.time_before, g.missing_count from sequence_gaps g
        where g.state = k.state and g.cause = k.cause and ${gapConditions(sql, filter)} ${behind}
        order by ${by} limit ${limit}) g
      order by ${by} limit ${limit}
    )
    select ${gapColumns(sql)}
    from found f join sequence_gaps g on g.id = f.id join instruments i on i.id = g.instrument_id
    order by ${by}`;
}
