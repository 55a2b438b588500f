import { formatMicros, type Micros } from "@/domain/time/micros";
import type { SequencePolicy } from "@/domain/trade/types";
import type { Query } from "../../client";

/** What an instrument stored and misses over a range; `missing` is null where its feed has no numbers. */
export interface CompletenessRow {
  instrumentId: number;
  exchange: string;
  market: string;
  symbol: string;
  policy: SequencePolicy;
  stored: bigint;
  missing: string;
}

export type CompletenessGrain = "1m" | "1h" | "1d";

/**
 * Instruments by the part of their numbers that is missing in [from, to), the worst first; those without numbers last.
 * Hours and days come from counts that are kept with each change of a gap; only gaps that reach over a full hour or day
 * are looked at themselves, each counted once.
 */
export function rankCompleteness(
  sql: Query,
  question: {
    grain: CompletenessGrain;
    from: Micros;
    to: Micros;
    exchange: string | null;
    offset: number;
    limit: number;
  },
): Promise<CompletenessRow[]> {
  const { grain, exchange } = question;
  const from = sql`${formatMicros(question.from)}::text::timestamptz`;
  const to = sql`${formatMicros(question.to)}::text::timestamptz`;
  const crossing = sql`
    select instrument_id, missing_count as missing from sequence_gaps g
    where crosses_hour and state <> 'filled'
      and tstzrange(least(time_before, time_after), greatest(time_before, time_after), '[]') && tstzrange(${from}, ${to})
      ${grain === "1d" ? sql`and floor(k2_epoch(time_before) / 86400) <> floor(k2_epoch(time_after) / 86400)` : sql``}`;
  const inside =
    grain === "1m"
      ? sql`select instrument_id, missing_count as missing from sequence_gaps
          where not crosses_hour and state <> 'filled' and time_before < ${to} and time_before >= ${from} - interval '1 hour'
            and greatest(time_before, time_after) >= ${from}`
      : sql`select instrument_id, missing from gap_buckets where grain = ${grain} and bucket >= ${from} and bucket < ${to}`;
  return sql<CompletenessRow[]>`
    with missed as (
      select instrument_id, sum(missing) as missing from (${inside} union all ${crossing}) m group by 1
    ), kept as (
      select instrument_id, sum(trades)::int8 as stored from ${sql(`candles_${grain}`)}
      where bucket >= ${from} and bucket < ${to} group by 1
    )
    select i.id as "instrumentId", i.exchange, i.market, i.symbol, i.policy, coalesce(k.stored, 0)::int8 as stored,
      coalesce(m.missing, 0)::text as missing
    from instruments i left join kept k on k.instrument_id = i.id left join missed m on m.instrument_id = i.id
    where (k.stored > 0 or m.missing > 0) ${exchange === null ? sql`` : sql`and i.exchange = ${exchange}`}
    order by i.policy <> 'contiguous', coalesce(m.missing, 0) / (coalesce(m.missing, 0) + coalesce(k.stored, 0)) desc,
      m.missing desc nulls last, i.exchange, i.symbol, i.id
    offset ${question.offset} limit ${question.limit}`;
}
