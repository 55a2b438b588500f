import { formatMicros, type Micros } from "@/domain/time/micros";
import type { Query } from "../../client";
import type { CompletenessGrain } from "./rank-completeness";

/** What an instrument stored in a bucket. */
export interface StoredCell {
  instrumentId: number;
  bucket: Micros;
  stored: bigint;
}

/** What it misses in gaps that lie wholly within an hour or a day. */
export interface MissingCell {
  instrumentId: number;
  bucket: Micros;
  missing: string;
}

interface Cells {
  instrumentIds: readonly number[];
  grain: CompletenessGrain;
  from: Micros;
  to: Micros;
}

export function readStoredCells(
  sql: Query,
  { instrumentIds, grain, from, to }: Cells,
): Promise<StoredCell[]> {
  return sql<StoredCell[]>`
    select instrument_id as "instrumentId", (extract(epoch from bucket) * 1000000)::float8 as bucket, trades as stored
    from ${sql(`candles_${grain}`)}
    where instrument_id = any (${[...instrumentIds]}::int4[])
      and bucket >= ${formatMicros(from)}::text::timestamptz and bucket < ${formatMicros(to)}::text::timestamptz`;
}

/** For hours and days; minutes are laid out from the gaps themselves. */
export function readMissingCells(
  sql: Query,
  { instrumentIds, grain, from, to }: Cells,
): Promise<MissingCell[]> {
  return sql<MissingCell[]>`
    select instrument_id as "instrumentId", (extract(epoch from bucket) * 1000000)::float8 as bucket, missing::text as missing
    from gap_buckets
    where grain = ${grain} and instrument_id = any (${[...instrumentIds]}::int4[]) and missing > 0
      and bucket >= ${formatMicros(from)}::text::timestamptz and bucket < ${formatMicros(to)}::text::timestamptz`;
}

/** Gaps of these instruments that reach over a full hour and touch [from, to). */
export function readCrossing(
  sql: Query,
  { instrumentIds, from, to }: Cells,
): Promise<{ instrumentId: number; timeBefore: Micros; timeAfter: Micros; missing: string }[]> {
  return sql`
    select g.instrument_id as "instrumentId", (extract(epoch from g.time_before) * 1000000)::float8 as "timeBefore",
      (extract(epoch from g.time_after) * 1000000)::float8 as "timeAfter", g.missing_count::text as missing
    from sequence_gaps g
    where crosses_hour and state <> 'filled' and instrument_id = any (${[...instrumentIds]}::int4[])
      and tstzrange(least(time_before, time_after), greatest(time_before, time_after), '[]')
        && tstzrange(${formatMicros(from)}::text::timestamptz, ${formatMicros(to)}::text::timestamptz)`;
}
