import type { z } from "zod";
import type { Sql } from "@/db/client";
import type { tradesPageInput } from "@/server/services/trades/page-trades";
import { END, FIRST, INSTRUMENTS } from "./fill-trades";

/** What `trades.page` takes. */
export type PageInput = z.input<typeof tradesPageInput>;

/** A kind of question; each round asks another of its kind. */
export interface PageQuestion {
  name: string;
  input(random: () => number): PageInput;
}

const HOUR = 3_600_000_000;
const DAY = 24 * HOUR;
const ALL = { from: FIRST, to: END };
/** Two of the loud markets and two of the quiet ones: 30, 8, 2 and 1 % of all trades. */
const MARKETS = [1, 4, 10, 18] as const;

/** Quantity that one trade in `n` reaches: the inverse of how they were made. */
const quantityOf = (n: number) => (0.001 * n ** 0.8).toFixed(5);
/** Notional that about one trade in `n` of an instrument reaches. */
const notionalOf = (instrumentId: number, n: number) =>
  (100 * 2 ** (instrumentId % 4) * 0.001 * n ** 0.8).toFixed(2);

/** First pages of filters that let much, little and nothing through, over an hour and over all. */
export async function pageQuestions(sql: Sql): Promise<PageQuestion[]> {
  const known = await someTrades(sql);
  const extremes = await sql<{ id: number; low: string; high: string }[]>`
    select instrument_id as id, min(low)::text as low, max(high)::text as high from candles_1d group by instrument_id`;
  const any = (random: () => number) => 1 + Math.floor(random() * INSTRUMENTS);
  const one = <Value>(list: readonly Value[], random: () => number): Value => {
    const found = list[Math.floor(random() * list.length)];
    if (found === undefined) throw new Error("there is something to choose from");
    return found;
  };
  const market = (random: () => number) => one(MARKETS, random);
  const span = (length: number, random: () => number) => {
    const from = FIRST + Math.floor(random() * (END - FIRST - length));
    return { from, to: from + length };
  };
  const within = (instrumentId: number, part: number) => {
    const { low, high } = extremes.find(({ id }) => id === instrumentId) ?? { low: "0", high: "0" };
    return (Number(low) + (Number(high) - Number(low)) * part).toFixed(2);
  };
  const large = (n: number): PageQuestion => ({
    name: `all, notional that 1 in ${n.toLocaleString("en-US")} reach`,
    input: (random) => {
      const instrumentId = market(random);
      return { instrumentId, range: ALL, minNotional: notionalOf(instrumentId, n * (0.8 + 0.4 * random())) };
    },
  });
  return [
    { name: "an instrument, all", input: (random) => ({ instrumentId: any(random), range: ALL }) },
    {
      name: "an instrument, an hour",
      input: (random) => ({ instrumentId: any(random), range: span(HOUR, random) }),
    },
    {
      name: "an hour, one side",
      input: (random) => ({ instrumentId: any(random), range: span(HOUR, random), sides: ["buy"] }),
    },
    {
      name: "a day, one side, a band of prices, a least size",
      input: (random) => {
        const instrumentId = any(random);
        return {
          instrumentId,
          range: span(DAY, random),
          sides: ["sell"],
          minPrice: within(instrumentId, 0.2),
          maxPrice: within(instrumentId, 0.8),
          minQuantity: quantityOf(10),
        };
      },
    },
    large(10),
    large(100),
    large(1_000),
    large(100_000),
    large(10_000_000),
    {
      name: "all, a price last seen weeks ago",
      input: (random) => {
        const instrumentId = market(random);
        return { instrumentId, range: ALL, minPrice: within(instrumentId, 0.985 - 0.01 * random()) };
      },
    },
    {
      name: "all, a price never seen",
      input: (random) => {
        const instrumentId = market(random);
        return { instrumentId, range: ALL, minPrice: within(instrumentId, 1.1 + random()) };
      },
    },
    {
      name: "all, a trade's id",
      input: (random) => {
        const { instrumentId, tradeId } = one(known, random);
        return { instrumentId, range: ALL, tradeId };
      },
    },
    {
      name: "all, an id that is not there",
      input: (random) => ({
        instrumentId: market(random),
        range: ALL,
        tradeId: String(10_000_000_000 + Math.floor(random() * 1e9)),
      }),
    },
  ];
}

/** Stored trades of the four markets, anywhere in the month. */
async function someTrades(sql: Sql): Promise<{ instrumentId: number; tradeId: string }[]> {
  return sql`
    select instrument_id as "instrumentId", close_tie::text as "tradeId" from candles_1h
    where instrument_id = any(${[...MARKETS]}::int4[]) order by md5(bucket::text || instrument_id) limit 400`;
}
