import type { GapFacts, GapState, RecordPlace } from "@/domain/gap/types";
import type { Query } from "../../client";
import { parseMultirange } from "../../multirange";

/** A gap with all that is known of it before its cause is looked for. */
export interface StoredGapFacts extends GapFacts {
  id: bigint;
  state: GapState;
  instrumentId: number;
  exchange: string;
  market: string;
  symbol: string;
  examined: number;
}

/** The trades beside the gap are found by their number and time; null where retention took them. */
export async function loadGapFacts(sql: Query, ids: readonly bigint[]): Promise<StoredGapFacts[]> {
  const rows = await sql<
    (Omit<StoredGapFacts, "missing" | "omitted" | "expired" | "before" | "after"> & {
      missing: string;
      omitted: string;
      expired: string;
      beforeSource: number | null;
      beforeOffset: bigint | null;
      afterSource: number | null;
      afterOffset: bigint | null;
    })[]
  >`
    select g.id, g.state, g.instrument_id as "instrumentId", i.exchange, i.market, i.symbol, g.examined,
      g.missing::text as missing, g.omitted::text as omitted, g.expired::text as expired,
      (extract(epoch from g.time_before) * 1000000)::float8 as "timeBefore",
      (extract(epoch from g.time_after) * 1000000)::float8 as "timeAfter",
      b.source_id as "beforeSource", b.source_offset as "beforeOffset",
      a.source_id as "afterSource", a.source_offset as "afterOffset"
    from sequence_gaps g
    join instruments i on i.id = g.instrument_id
    left join lateral (
      select source_id, source_offset from trades t
      where t.instrument_id = g.instrument_id and t.time = g.time_before and t.sequence = lower(g.missing) - 1 limit 1
    ) b on true
    left join lateral (
      select source_id, source_offset from trades t
      where t.instrument_id = g.instrument_id and t.time = g.time_after and t.sequence = upper(g.missing) limit 1
    ) a on true
    where g.id = any (${ids.map(String)}::int8[])
    order by g.id`;
  return rows.map(({ beforeSource, beforeOffset, afterSource, afterOffset, ...row }) => ({
    ...row,
    missing: parseMultirange(row.missing),
    omitted: parseMultirange(row.omitted),
    expired: parseMultirange(row.expired),
    before: placeOf(beforeSource, beforeOffset),
    after: placeOf(afterSource, afterOffset),
  }));
}

function placeOf(sourceId: number | null, offset: bigint | null): RecordPlace | null {
  return sourceId === null || offset === null ? null : { sourceId, offset: Number(offset) };
}
