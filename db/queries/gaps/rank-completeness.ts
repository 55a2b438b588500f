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

const DAY = 86_400_000_000;

/** Half-open stretches of time and the counts that are kept for each: whole days take a row where hours take 24. */
function stretches(grain: "1h" | "1d", from: Micros, to: Micros) {
  const whole = { from: Math.ceil(from / DAY) * DAY, to: Math.floor(to / DAY) * DAY };
  if (grain === "1d" || whole.from >= whole.to) return { parts: [{ grain, from, to }], whole: null };
  return {
    parts: [
      { grain, from, to: whole.from },
      { grain: "1d" as const, ...whole },
      { grain, from: whole.to, to },
    ].filter((part) => part.from < part.to),
    whole,
  };
}

/**
 * Instruments by the part of their numbers that is missing in [from, to), the worst first; those without numbers last.
 * Hours and days come from counts that are kept with each change of a gap; only gaps that lie in none of these, since they
 * reach over a full hour or day, are looked at themselves, each counted once.
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
  const time = (micros: Micros) => sql`${formatMicros(micros)}::text::timestamptz`;
  const [from, to] = [time(question.from), time(question.to)];
  const together = (queries: readonly ReturnType<typeof time>[]) =>
    queries.reduce((all, one) => sql`${all} union all ${one}`);
  const { parts, whole } =
    grain === "1m" ? { parts: [], whole: null } : stretches(grain, question.from, question.to);
  // Built in: the index's own function takes four times as long, for each gap of a month that reaches over an hour.
  const inOneDay = sql`date_trunc('day', time_before, 'UTC') = date_trunc('day', time_after, 'UTC')`;
  const counted =
    grain === "1d"
      ? inOneDay
      : whole === null
        ? sql`false`
        : sql`${inOneDay} and time_before >= ${time(whole.from)} and time_before < ${time(whole.to)}`;
  const crossing = sql`
    select instrument_id, missing_count as missing from sequence_gaps g
    where crosses_hour and state <> 'filled'
      and tstzrange(least(time_before, time_after), greatest(time_before, time_after), '[]') && tstzrange(${from}, ${to})
      and not (${counted})`;
  const missed =
    grain === "1m"
      ? [
          sql`select instrument_id, missing_count as missing from sequence_gaps
            where not crosses_hour and state <> 'filled' and time_before < ${to}
              and time_before >= ${from} - interval '1 hour' and greatest(time_before, time_after) >= ${from}`,
        ]
      : parts.map(
          (part) => sql`select instrument_id, missing from gap_buckets
            where grain = ${part.grain} and bucket >= ${time(part.from)} and bucket < ${time(part.to)}`,
        );
  const stored =
    grain === "1m"
      ? [sql`select instrument_id, trades from candles_1m where bucket >= ${from} and bucket < ${to}`]
      : parts.map(
          (part) => sql`select instrument_id, trades from ${sql(`candles_${part.grain}`)}
            where bucket >= ${time(part.from)} and bucket < ${time(part.to)}`,
        );
  return sql<CompletenessRow[]>`
    with missed as (
      select instrument_id, sum(missing) as missing from (${together([...missed, crossing])}) m group by 1
    ), kept as (
      select instrument_id, sum(trades)::int8 as stored from (${together(stored)}) k group by 1
    )
    select i.id as "instrumentId", i.exchange, i.market, i.symbol, i.policy, coalesce(k.stored, 0)::int8 as stored,
      coalesce(m.missing, 0)::text as missing
    from instruments i left join kept k on k.instrument_id = i.id left join missed m on m.instrument_id = i.id
    where (k.stored > 0 or m.missing > 0) ${exchange === null ? sql`` : sql`and i.exchange = ${exchange}`}
    order by i.policy <> 'contiguous', coalesce(m.missing, 0) / (coalesce(m.missing, 0) + coalesce(k.stored, 0)) desc,
      m.missing desc nulls last, i.exchange, i.symbol, i.id
    offset ${question.offset} limit ${question.limit}`;
}
