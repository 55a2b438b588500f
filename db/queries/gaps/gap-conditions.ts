import type { GapFilter } from "@/domain/gap/gap-filter";
import { formatMicros } from "@/domain/time/micros";
import type { Query } from "../../client";

/** The filter's conditions on `sequence_gaps g`, but for state and cause; begins with `true`. */
export function gapConditions(sql: Query, filter: GapFilter) {
  const { instrumentId, exchange } = filter;
  return sql`true
    ${instrumentId === null ? sql`` : sql`and g.instrument_id = ${instrumentId}`}
    ${exchange === null ? sql`` : sql`and g.exchange = ${exchange}`}
    ${timeCondition(sql, filter)}`;
}

/** The filter's states and causes; empty lists narrow nothing. */
export function gapKinds(sql: Query, { states, causes }: Pick<GapFilter, "states" | "causes">) {
  return sql`true
    ${states.length === 0 ? sql`` : sql`and g.state = any (${[...states]}::text[])`}
    ${causes.length === 0 ? sql`` : sql`and g.cause = any (${[...causes]}::text[])`}`;
}

function timeCondition(sql: Query, { instrumentId, from, to }: GapFilter) {
  const low = from === null ? null : formatMicros(from);
  const high = to === null ? null : formatMicros(to);
  if (instrumentId !== null && low !== null && high !== null)
    // The index over instrument and seconds; then to the microsecond.
    return sql`and g.span && k2_gap_span(${instrumentId}, ${low}::text::timestamptz, ${high}::text::timestamptz)
      and greatest(g.time_before, g.time_after) >= ${low}::text::timestamptz
      and least(g.time_before, g.time_after) < ${high}::text::timestamptz`;
  return sql`
    ${low === null ? sql`` : sql`and g.time_before >= ${low}::text::timestamptz`}
    ${high === null ? sql`` : sql`and g.time_before < ${high}::text::timestamptz`}`;
}
