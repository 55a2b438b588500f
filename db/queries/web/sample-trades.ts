import { formatMicros, type Micros } from "@/domain/time/micros";
import type { Query } from "../../client";
import { bindConditions } from "./bind-conditions";
import { type TradeRowFilter, valueConditions } from "./trade-conditions";

export interface TradeSample {
  /** trades that were looked at */
  seen: bigint;
  /** those of them that pass the filter */
  passed: bigint;
}

/**
 * Which part of the trades passes a filter: of each instrument, runs of trades that follow on the given points of
 * time, read from the index. The runs of two points do not overlap.
 */
export async function sampleTrades(
  sql: Query,
  filter: TradeRowFilter,
  instrumentIds: readonly number[],
  points: readonly Micros[],
  runLength: number,
): Promise<TradeSample> {
  const conditions = bindConditions(sql, valueConditions(filter));
  const ends = [...points.slice(1), filter.to];
  const [row] = await sql<TradeSample[]>`
    select count(*)::int8 as seen, (count(*) filter (where true ${conditions}))::int8 as passed
    from unnest(${instrumentIds.map(String)}::text[]::int4[]) as i (id)
    cross join unnest(${points.map(formatMicros)}::text[]::timestamptz[],
      ${ends.map(formatMicros)}::text[]::timestamptz[]) as point (begins, ends)
    cross join lateral (
      select t.* from trades t
      where t.instrument_id = i.id and t.time >= point.begins and t.time < point.ends
        and t.time >= ${formatMicros(filter.from)}::timestamptz and t.time < ${formatMicros(filter.to)}::timestamptz
      order by t.time, t.trade_id
      limit ${runLength}) t`;
  return row ?? { seen: 0n, passed: 0n };
}
