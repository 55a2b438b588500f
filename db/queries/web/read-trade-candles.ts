import { formatMicros, type Micros } from "@/domain/time/micros";
import type { Query } from "../../client";
import { candlesOfTrades } from "../candles/candles-of-trades";
import type { CandleRow } from "./read-candles";

/** A piece of time, µs: its end is not part of it. */
export interface Stretch {
  from: Micros;
  to: Micros;
}

export interface TradeCandleQuestion {
  instrumentId: number;
  /** by time, apart from each other, each from the start of a candle */
  stretches: readonly Stretch[];
  /** length of a candle, at most a minute */
  step: Micros;
}

/** Candles finer than any table's, made from the trades of some stretches, oldest first. Reads every trade of them. */
export async function readTradeCandles(sql: Query, question: TradeCandleQuestion): Promise<CandleRow[]> {
  const { instrumentId, stretches, step } = question;
  const [first, last] = [stretches.at(0), stretches.at(-1)];
  if (first === undefined || last === undefined) return [];
  const made = candlesOfTrades(
    sql,
    sql`${`${step} microseconds`}::text::interval`,
    // Both bounds of all, too: by them the planner leaves the other days out.
    sql`instrument_id = ${instrumentId} and time >= stretch.begins and time < stretch.ends
      and time >= ${formatMicros(first.from)}::text::timestamptz and time < ${formatMicros(last.to)}::text::timestamptz`,
  );
  return sql<CandleRow[]>`
    select (extract(epoch from c.bucket) * 1000000)::float8 as bucket, open, high, low, close, volume, notional,
      buy_volume as "buyVolume", sell_volume as "sellVolume", trades
    from unnest(${stretches.map(({ from }) => formatMicros(from))}::text[]::timestamptz[],
      ${stretches.map(({ to }) => formatMicros(to))}::text[]::timestamptz[]) as stretch (begins, ends)
    cross join lateral (${made}) c
    order by c.bucket`;
}
