import { formatMicros } from "@/domain/time/micros";
import type { Query } from "../../client";
import { bindConditions } from "./bind-conditions";
import { candleConditions, type TradeRowFilter } from "./trade-conditions";

/** Which trades, and from which end. */
type OrderedFilter = TradeRowFilter & { newestFirst: boolean };

/** Of a loud minute these candles say in which of its seconds to look; finer ones would be as many as the trades of a page. */
const FINE_STEP = 5;

/**
 * The stretches of time in which the instrument of `start` may have trades that are asked for, from its place on, in the
 * order that is asked for: `begins`, `ends` (exclusive), and `least`, the quantity that a trade of it must have to be worth
 * what is asked for (only where that is asked, see `asksForWorth`).
 *
 * Days whose candle may hold such a trade, of those the hours, of those the minutes. Those candles commit with their trades,
 * so none is missed. Of a minute that is kept in candles of seconds, what lies between the first and the last of those that may
 * hold one: to enter the trades' index for each of them would take longer than the trades between. They are a copy, and
 * right where their trades are as many as the minute's candle counts.
 */
export function stretchesByCandles(sql: Query, question: OrderedFilter) {
  // Each level's rows come in order, and joins with what depends on them keep it: the first rows are found first.
  return sql`
    select s.begins, s.ends, s.least
    from (${daysOf(sql, question)}) d
    cross join lateral (${partsOf(sql, question, "d", { grain: "1h", length: "1 hour" })}) h
    cross join lateral (${partsOf(sql, question, "h", { grain: "1m", length: "1 minute" })}) m
    cross join lateral (${partOf(sql, question)}) s`;
}

/** Whether a notional is asked for that no trade at a price of 0 or below has: a candle that may hold it has a `high` above 0. */
export function asksForWorth({ minNotional }: OrderedFilter): boolean {
  return minNotional !== null && Number(minNotional) > 0;
}

/** Days of the instrument of `start` that may hold what is asked for, from its place on. */
function daysOf(sql: Query, question: OrderedFilter) {
  return sql`
    select c.bucket from candles_1d c
    where c.instrument_id = start.instrument_id ${mayHold(sql, question, "24 hours")}
    ${inOrder(sql, question)}`;
}

/**
 * The same of the hours of a day, and of the minutes of an hour: a stretch of the key's index, in its order, so that
 * nothing behind a full page is looked at. No number here is bound: a plan that is made once for all values would take
 * an hour for a thousand minutes.
 */
function partsOf(
  sql: Query,
  question: OrderedFilter,
  whole: "d" | "h",
  { grain, length }: { grain: "1h" | "1m"; length: "1 hour" | "1 minute" },
) {
  const begins = sql.unsafe(`${whole}.bucket`);
  const ends = sql.unsafe(`${whole}.bucket + interval '${whole === "d" ? "1 day" : "1 hour"}'`);
  return sql`
    select c.bucket, c.high, c.trades from ${sql(`candles_${grain}`)} c
    where c.instrument_id = start.instrument_id and c.bucket >= ${begins} and c.bucket < ${ends}
      ${mayHold(sql, question, length)}
    ${inOrder(sql, question)}`;
}

/** The part of the minute `m` that may hold what is asked for: a row, without bounds where no part may. */
function partOf(sql: Query, question: OrderedFilter) {
  const mayHold = bindConditions(sql, candleConditions(question));
  return sql`
    select case when f.is_kept then f.begins else m.bucket end as begins,
      case when f.is_kept then f.ends else m.bucket + interval '1 minute' end as ends, f.least
    from (
      select coalesce(sum(c.trades), 0) = m.trades as is_kept, ${leastOf(sql, question)} as least,
        min(c.bucket) filter (where true ${mayHold}) as begins,
        max(c.bucket) filter (where true ${mayHold}) + ${sql.unsafe(`interval '${FINE_STEP} seconds'`)} as ends
      from fine_candles c
      where c.instrument_id = start.instrument_id and c.step = ${sql.unsafe(`${FINE_STEP}`)}
        and c.bucket >= m.bucket and c.bucket < m.bucket + interval '1 minute') f`;
}

/**
 * What a trade must have at the minute's highest price to be worth as much as is asked for, made once a minute (beside sums:
 * elsewhere it would be made for each trade). Compared with that, hardly a trade is multiplied. A little less than that: a
 * quotient is rounded.
 */
function leastOf(sql: Query, question: OrderedFilter) {
  if (!asksForWorth(question)) return sql`null::numeric`;
  return sql`${question.minNotional}::text::numeric / nullif(m.high, 0) * 0.999999`;
}

/** Of the candles `c` of a length those that reach into what is still to be read, and may hold what is asked for. */
function mayHold(sql: Query, question: OrderedFilter, length: "24 hours" | "1 hour" | "1 minute") {
  const { newestFirst: down, from, to } = question;
  const least = down ? sql`${formatMicros(from)}::timestamptz` : sql`start.time`;
  const most = down ? sql`start.time` : sql`${formatMicros(to)}::timestamptz`;
  return sql`and c.bucket > ${least} - ${sql.unsafe(`interval '${length}'`)} and c.bucket <= ${most}
      ${bindConditions(sql, candleConditions(question))}`;
}

function inOrder(sql: Query, { newestFirst }: OrderedFilter) {
  return sql`order by c.bucket ${newestFirst ? sql`desc` : sql``}`;
}
