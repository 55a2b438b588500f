import { afterAll, beforeAll, expect, it } from "vitest";
import type { Sql } from "@/db/client";
import { traceTrade } from "@/server/services/trades/trace-trade";
import { createMarket, type Market, storeCandles, storeTrades } from "@/server/testing/store-trades";
import { createWebDatabase } from "@/server/testing/web-database";

const start = Date.UTC(2026, 7, 9, 23, 59, 30) * 1_000;

let sql: Sql;
let drop: () => Promise<void>;
let market: Market;

beforeAll(async () => {
  ({ sql, drop } = await createWebDatabase());
  market = await createMarket(sql, "BTCUSDT", 3);
  // One a second over midnight; numbers 20 to 29 are missing.
  await storeTrades(sql, market, { time: start, offset: 0 }, 20, 1_000_000);
  await storeTrades(sql, market, { time: start + 30_000_000, offset: 30 }, 20, 1_000_000);
  await storeCandles(sql);
  await sql`insert into sequence_gaps (instrument_id, epoch, from_sequence, to_sequence, missing, missing_count,
    time_before, time_after) values
    (${market.instrumentId}, 0, 20, 29, '{[20,30)}', 10, '2026-08-09 23:59:49Z', '2026-08-10 00:00:00Z'),
    (${market.instrumentId}, 1, 20, 29, '{[20,30)}', 10, '2026-09-09 23:59:49Z', '2026-09-10 00:00:00Z')`;
});
afterAll(() => drop());

const trace = (number: number) =>
  traceTrade({
    instrumentId: market.instrumentId,
    time: start + number * 1_000_000,
    tradeId: String(number),
  });

it("tells where a trade came from and what lies around it, over midnight and a gap", async () => {
  const found = await trace(19);
  expect(found.instrument).toMatchObject({ exchange: "binance", symbol: "BTCUSDT", policy: "contiguous" });
  expect(found.trade).toMatchObject({ partition: 3, sourceOffset: 19n, frameIndex: 0 });
  expect(found.source).toMatchObject({ nextOffset: 50n, consumed: 40n, stored: 40n, duplicates: 0n });
  expect(found.frameTrades).toBe(1n);
  expect(found.before.map((one) => one.tradeId)).toEqual(["14", "15", "16", "17", "18"]);
  expect(found.after.map((one) => one.tradeId)).toEqual(["30", "31", "32", "33", "34"]);
  expect(found.gapBefore).toBeNull();
  expect(found.gapAfter).toMatchObject({
    fromSequence: 20n,
    toSequence: 29n,
    missingCount: "10",
    state: "open",
  });
  expect(found.candle).toMatchObject({ bucket: start - 30_000_000, open: "100", close: "119", trades: 20n });
  expect(found.backfillJobId).toBeNull();
  expect(found.letter).toBeNull();
});

it("shows the gap before the trade behind it, the one of its own time", async () => {
  const found = await trace(30);
  expect(found.gapBefore?.toSequence).toBe(29n);
  const [nearer] = await sql<{ id: bigint }[]>`select min(id) as id from sequence_gaps`;
  expect(found.gapBefore?.id).toBe(nearer?.id);
  expect(found.gapAfter).toBeNull();
});

it("shows no neighbour where there is none", async () => {
  expect((await trace(0)).before).toEqual([]);
  expect((await trace(49)).after).toEqual([]);
});

it("names the letter and the backfill that know its number", async () => {
  const [letter] = await sql<{ id: bigint }[]>`
    insert into dead_letters (topic, partition, source_offset, stage, code, message, decoder, fingerprint, build,
      instrument_id, sequence)
    values ('t', 0, 1, 'decode', 'x', 'x', 'x', 'x', 'x', ${market.instrumentId}, 33) returning id`;
  const [job] = await sql<{ id: bigint }[]>`
    insert into backfill_jobs (exchange, created_by, reason, plan, gaps, asked)
    values ('binance', 'x', 'x', '{}', 1, 1) returning id`;
  await sql`insert into backfill_rows (job_id, instrument_id, sequence, frame)
    values (${String(job?.id)}::int8, ${market.instrumentId}, 33, '{}')`;
  expect(await trace(33)).toMatchObject({ letter: { id: letter?.id }, backfillJobId: job?.id });
  expect(await trace(34)).toMatchObject({ letter: null, backfillJobId: null });
});

it("says so where the trade is not stored", async () => {
  await expect(trace(25)).rejects.toMatchObject({ code: "NOT_FOUND" });
});
