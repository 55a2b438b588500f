import { formatMicros, type Micros } from "@/domain/time/micros";
import type { Query } from "../../client";
import { bindConditions } from "./bind-conditions";
import { type TradeRow, tradeColumns } from "./trade-columns";
import { candleConditions, type TradeRowFilter, valueConditions } from "./trade-conditions";

/** What orders trades of several instruments: time, then instrument, then id. */
export interface TradeKey {
  time: Micros;
  instrumentId: number;
  tradeId: string;
}

export interface TradesAcrossQuestion extends TradeRowFilter {
  instrumentIds: readonly number[];
  newestFirst: boolean;
  /** what is asked for follows this row, in the order that is asked for */
  after: TradeKey | null;
  limit: number;
}

/**
 * Trades of several instruments in one order. Each instrument's share is read from its own place in the index
 * (instrument, time, id), one day's partition after the other and no further than the limit, and then merged: page
 * 10,000 is as fast as page 1, and a day that the page does not reach is not opened.
 *
 * Where the filter asks for a price, a size or a notional, candles lead the way: a minute (and before it, an hour and
 * a day) whose candle cannot hold such a trade is passed over. Candles commit with their trades, so none is missed.
 */
export function listTradesAcross(sql: Query, question: TradesAcrossQuestion): Promise<TradeRow[]> {
  const { newestFirst: down, limit } = question;
  const starts = question.instrumentIds.map((id) => ({ id, ...startOf(question, id) }));
  const order = down
    ? sql`t.time desc, t.instrument_id desc, t.trade_id desc`
    : sql`t.time, t.instrument_id, t.trade_id`;
  return sql<TradeRow[]>`
    select ${tradeColumns(sql)}
    from (
      select t.*
      from unnest(${starts.map((start) => String(start.id))}::text[]::int4[],
        ${starts.map((start) => formatMicros(start.time))}::text[]::timestamptz[],
        ${starts.map((start) => start.tradeId)}::text[]) as start (instrument_id, time, trade_id)
      cross join lateral (${shareOf(sql, question)}) t
      order by ${order} limit ${limit}) t
    join partition_positions p on p.id = t.source_id
    order by ${order}`;
}

/** The first rows of the instrument of `start`. */
function shareOf(sql: Query, question: TradesAcrossQuestion) {
  const { newestFirst: down, limit } = question;
  const rows = (place: ReturnType<Query>) => sql`
    select t.* from trades t
    where t.instrument_id = start.instrument_id
      and t.time >= ${formatMicros(question.from)}::timestamptz and t.time < ${formatMicros(question.to)}::timestamptz
      ${place}
      ${bindConditions(sql, valueConditions(question))}
    order by ${down ? sql`t.time desc, t.trade_id desc` : sql`t.time, t.trade_id`}
    limit ${limit}`;
  // No comparison of rows: beside a bound of time alone the index would be entered at that, however far from the place.
  const place = down
    ? sql`and t.time <= start.time and (t.time < start.time or t.trade_id < start.trade_id collate "C")`
    : sql`and t.time >= start.time and (t.time > start.time or t.trade_id >= start.trade_id collate "C")`;
  if (candleConditions(question).length === 0) return rows(sql`${place}`);
  // Each level's rows come in order, and joins with what depends on them keep it: the first rows are found first.
  return sql`
    select t.*
    from (${daysOf(sql, question)}) d
    cross join lateral (${partsOf(sql, question, "d", { grain: "1h", length: "1 hour" })}) h
    cross join lateral (${partsOf(sql, question, "h", { grain: "1m", length: "1 minute" })}) m
    cross join lateral (${rows(sql`${place} and t.time >= m.bucket and t.time < m.bucket + interval '1 minute'
      ${asksForWorth(question) ? sql`and t.quantity >= m.least` : sql``}`)}) t
    limit ${limit}`;
}

/** Days of the instrument of `start` that may hold what is asked for, from its place on. */
function daysOf(sql: Query, question: TradesAcrossQuestion) {
  return sql`
    select c.bucket from candles_1d c
    where c.instrument_id = start.instrument_id ${withinRange(sql, question, "24 hours")}
      ${bindConditions(sql, candleConditions(question))}
    order by c.bucket ${question.newestFirst ? sql`desc` : sql``}`;
}

/**
 * The same of the hours of a day, and of the minutes of an hour: a stretch of the key's index, in its order, so that
 * nothing behind a full page is looked at. No number here is bound: a plan that is made once for all values would take
 * an hour for a thousand minutes.
 */
function partsOf(
  sql: Query,
  question: TradesAcrossQuestion,
  whole: "d" | "h",
  { grain, length }: { grain: "1h" | "1m"; length: "1 hour" | "1 minute" },
) {
  const begins = sql.unsafe(`${whole}.bucket`);
  const ends = sql.unsafe(`${whole}.bucket + interval '${whole === "d" ? "1 day" : "1 hour"}'`);
  // Once a minute: what a trade of it must have at its highest price to be worth as much. Compared with that, hardly a trade is
  // multiplied. A little less than that: a quotient is rounded.
  const least =
    grain === "1m" && asksForWorth(question)
      ? sql`, ${question.minNotional}::text::numeric / nullif(c.high, 0) * 0.999999 as least`
      : sql``;
  return sql`
    select c.bucket ${least} from ${sql(`candles_${grain}`)} c
    where c.instrument_id = start.instrument_id
      and c.bucket >= ${begins} and c.bucket < ${ends}
      ${withinRange(sql, question, length)}
      ${bindConditions(sql, candleConditions(question))}
    order by c.bucket ${question.newestFirst ? sql`desc` : sql``}`;
}

/** Whether a notional is asked for that no trade at a price of 0 or below has: a minute that may hold it has a `high` above 0. */
function asksForWorth({ minNotional }: TradesAcrossQuestion): boolean {
  return minNotional !== null && Number(minNotional) > 0;
}

/** Of candles of a length those that reach into what is still to be read. */
function withinRange(
  sql: Query,
  { newestFirst: down, from, to }: TradesAcrossQuestion,
  length: "24 hours" | "1 hour" | "1 minute",
) {
  const least = down ? sql`${formatMicros(from)}::timestamptz` : sql`start.time`;
  const most = down ? sql`start.time` : sql`${formatMicros(to)}::timestamptz`;
  return sql`and c.bucket > ${least} - ${sql.unsafe(`interval '${length}'`)} and c.bucket <= ${most}`;
}

/**
 * Where an instrument's share begins, as one (time, id) that the index is entered at: downwards everything below it,
 * upwards it and everything above. Of the microsecond of `after`, instruments on one side of its own have been read.
 */
function startOf({ newestFirst, after, from, to }: TradesAcrossQuestion, instrumentId: number) {
  if (after === null) return { time: newestFirst ? to : from, tradeId: "" };
  const { time, tradeId } = after;
  // No text lies between an id and the id with the smallest character behind it.
  if (instrumentId === after.instrumentId)
    return { time, tradeId: newestFirst ? tradeId : `${tradeId}\u0001` };
  const stillToCome = newestFirst ? instrumentId < after.instrumentId : instrumentId > after.instrumentId;
  return { time: stillToCome === newestFirst ? time + 1 : time, tradeId: "" };
}
