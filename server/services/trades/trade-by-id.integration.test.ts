import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Sql } from "@/db/client";
import { mergeCandles } from "@/db/queries/ingest/merge-candles";
import { addToCandle, type CandlePart, coarsen } from "@/domain/candle/aggregate";
import { formatMicros, MICROS_PER_DAY, MICROS_PER_HOUR, MICROS_PER_MINUTE } from "@/domain/time/micros";
import { pageTrades, tradesPageInput } from "@/server/services/trades/page-trades";
import { createMarket, type Market, storeTrades } from "@/server/testing/store-trades";
import { createWebDatabase } from "@/server/testing/web-database";

const start = Date.UTC(2026, 7, 9, 23, 30) * 1_000;
const COUNT = 3_000;
const all = { from: start - MICROS_PER_DAY, to: start + 3 * MICROS_PER_DAY };

let sql: Sql;
let drop: () => Promise<void>;
let market: Market;

/** A second apart, so that they lie in 50 minutes of two days; with the rollups and the ledger that ingest leaves. */
beforeAll(async () => {
  ({ sql, drop } = await createWebDatabase());
  market = await createMarket(sql, "BTCUSDT", 0);
  await storeTrades(sql, market, { time: start, offset: 0 }, COUNT, 1_000_000);
  // Numbers 1,000 to 1,009 never came; 1,500 came ten minutes late.
  await sql`delete from trades where sequence between 1000 and 1009`;
  await sql`update trades set time = time + interval '10 minutes' where sequence = 1500`;
  const rows = await sql<{ time: number; sequence: bigint; price: string; quantity: string }[]>`
    select (extract(epoch from time) * 1000000)::float8 as time, sequence, price, quantity from trades`;
  const minutes = new Map<number, CandlePart>();
  for (const { time, sequence, price, quantity } of rows)
    addToCandle(
      minutes,
      { timeMicros: time, tie: sequence, price, quantity, side: "buy" },
      MICROS_PER_MINUTE,
    );
  const hours = coarsen(minutes.values(), MICROS_PER_HOUR);
  const of = (parts: Map<number, CandlePart>) =>
    [...parts.values()].map((part) => ({ instrumentId: market.instrumentId, part }));
  await sql.begin(async (tx) => {
    await mergeCandles(tx, "1m", of(minutes));
    await mergeCandles(tx, "1h", of(hours));
    await mergeCandles(tx, "1d", of(coarsen(hours.values(), MICROS_PER_DAY)));
  });
  await sql`insert into sequence_positions values (${market.instrumentId}, 0, 0, ${COUNT - 1},
    ${formatMicros(start)}::text::timestamptz, ${formatMicros(start)}::text::timestamptz)`;
  await sql`insert into sequence_gaps (instrument_id, epoch, from_sequence, to_sequence, missing, missing_count,
    time_before, time_after) values (${market.instrumentId}, 0, 1000, 1009, '{[1000,1010)}', 10,
    ${formatMicros(start)}::text::timestamptz, ${formatMicros(start + 10)}::text::timestamptz)`;
});
afterAll(() => drop());

async function find(tradeId: string, more: object = {}): Promise<string[]> {
  const asked = { instrumentId: market.instrumentId, range: all, tradeId, ...more };
  const { rows } = await pageTrades(tradesPageInput.parse(asked), 0);
  return rows.map((row) => row.tradeId);
}

describe("a trade by its id", () => {
  it.each(["0", "59", "1499", "2999"])("%s is found by its number's place", async (id) => {
    expect(await find(id)).toEqual([id]);
  });

  it("is found, too, where its place is not that of its number", async () => {
    expect(await find("1500")).toEqual(["1500"]);
  });

  it("that the ledger misses, or never saw, is not there", async () => {
    expect(await find("1004")).toEqual([]);
    expect(await find("3000")).toEqual([]);
    expect(await find("999999999999999999999")).toEqual([]);
    expect(await find("007")).toEqual([]);
  });

  it("keeps the range and the rest of the filter", async () => {
    expect(await find("59", { range: { from: start, to: start + MICROS_PER_MINUTE } })).toEqual(["59"]);
    expect(await find("60", { range: { from: start, to: start + MICROS_PER_MINUTE } })).toEqual([]);
    expect(await find("59", { minPrice: "160" })).toEqual([]);
    expect(await find("59", { minPrice: "159" })).toEqual(["59"]);
  });

  it("occurs twice where the venue began its numbers anew, and both are found", async () => {
    const again = await storeTradesAgain();
    expect(await find("42")).toEqual(["42", "42"]);
    expect(again).toBeGreaterThan(start);
  });
});

/** A second epoch a day later, whose rollups are not there: found all the same, by the index. */
async function storeTradesAgain(): Promise<number> {
  const later = start + MICROS_PER_DAY;
  await sql`insert into sequence_positions values (${market.instrumentId}, 1, 0, 99,
    ${formatMicros(later)}::text::timestamptz, ${formatMicros(later)}::text::timestamptz)`;
  await sql`select k2_ensure_trades_day(day::date) from generate_series(${formatMicros(later)}::text::timestamptz,
    ${formatMicros(later)}::text::timestamptz, interval '1 day') as day`;
  await sql`
    insert into trades (time, source_offset, sequence, ingested_at, instrument_id, source_id, frame_index, side, price,
      quantity, trade_id)
    select ${formatMicros(later)}::text::timestamptz + n * interval '1 second', 100000 + n, n, now(),
      ${market.instrumentId}, ${market.sourceId}, 0, 1, 100 + n, 0.5, n::text from generate_series(0, 99) n`;
  return later;
}
