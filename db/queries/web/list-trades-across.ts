import { formatMicros, type Micros } from "@/domain/time/micros";
import type { Query } from "../../client";
import { bindConditions } from "./bind-conditions";
import { asksForWorth, stretchesByCandles } from "./stretches-by-candles";
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
 * Where the filter asks for a price, a size or a notional, candles lead the way: a stretch of time whose candle cannot hold such
 * a trade is passed over.
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
  return sql`
    select t.*
    from (${stretchesByCandles(sql, question)}) s
    cross join lateral (${rows(sql`${place} and t.time >= s.begins and t.time < s.ends
      ${asksForWorth(question) ? sql`and t.quantity >= s.least` : sql``}`)}) t
    limit ${limit}`;
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
