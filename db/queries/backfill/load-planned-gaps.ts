import type { PlannedGap } from "@/domain/gap/backfill/plan-backfill";
import type { GapSelection } from "@/domain/gap/gap-filter";
import type { Query } from "../../client";
import { parseMultirange } from "../../multirange";
import { gapConditions, gapKinds } from "../gaps/gap-conditions";
import { letterOfEpoch } from "../gaps/letter-of-epoch";

export interface PlanScope {
  selection: GapSelection;
  /** ask for numbers that lie in dead letters too */
  letters: boolean;
  /** ask again for what the venue did not have */
  again: boolean;
  /** leave out gaps found since */
  lastGapId: bigint | null;
}

/** The gaps of a selection that a backfill may take up, by id: those that miss something and that no job holds. */
export async function loadPlannedGaps(sql: Query, scope: PlanScope, limit: number): Promise<PlannedGap[]> {
  const { selection } = scope;
  const rows = await sql<
    (Omit<PlannedGap, "missing" | "notAsked"> & { missing: string; letters: string | null; known: string })[]
  >`
    select g.id as "gapId", g.instrument_id as "instrumentId", g.epoch, i.exchange, i.market, i.symbol,
      (extract(epoch from g.time_before) * 1000000)::float8 as "timeBefore",
      (extract(epoch from g.time_after) * 1000000)::float8 as "timeAfter",
      g.missing::text as missing, (g.omitted + g.expired)::text as known, d.numbers::text as letters
    from sequence_gaps g
    join instruments i on i.id = g.instrument_id
    left join lateral (
      select range_agg(int8range(sequence, sequence + 1)) as numbers from dead_letters d
      where ${scope.letters ? sql`false` : sql`true`} and instrument_id = g.instrument_id
        and sequence between lower(g.missing) and upper(g.missing) - 1 and g.missing @> sequence
        and state in ('failed', 'replaying', 'replayed') and ${letterOfEpoch(sql)}
    ) d on true
    where g.state not in ('filled', 'backfilling')
      ${selection.kind === "ids" ? sql`and g.id = any (${selection.ids}::int8[])` : sql`and ${gapConditions(sql, selection.filter)} and ${gapKinds(sql, selection.filter)}`}
      ${scope.lastGapId === null ? sql`` : sql`and g.id <= ${String(scope.lastGapId)}::int8`}
    order by g.id
    limit ${limit}`;
  return rows.map(({ missing, letters, known, ...row }) => ({
    ...row,
    missing: parseMultirange(missing),
    notAsked: [
      ...(letters === null ? [] : parseMultirange(letters)),
      ...(scope.again ? [] : parseMultirange(known)),
    ],
  }));
}
