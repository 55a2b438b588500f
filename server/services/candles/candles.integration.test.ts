import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Sql } from "@/db/client";
import { addToCandle, type CandleInput, type CandlePart, candleSums } from "@/domain/candle/aggregate";
import { formatMicros } from "@/domain/time/micros";
import { compareCandles } from "@/server/services/candles/compare-candles";
import { candleRangeInput, readCandleRange } from "@/server/services/candles/read-candle-range";
import { ZOOMS } from "@/server/services/candles/zoom";
import { createMarket, type Market } from "@/server/testing/store-trades";
import { storeWithCandles } from "@/server/testing/store-with-candles";
import { createWebDatabase } from "@/server/testing/web-database";

const SECOND = 1_000_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const MONDAY = 4 * DAY;
const start = Date.UTC(2026, 7, 5, 23, 40) * 1_000;
const now = start + 10 * DAY;

let sql: Sql;
let drop: () => Promise<void>;
let market: Market;
let other: Market;
const trades: CandleInput[] = [];

/** Two bursts with an hour between them, then one trade a day: same microseconds, ties in any order, all sides. */
function makeTrades(): CandleInput[] {
  let seed = 7;
  const random = (most: number) => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % most;
  };
  const times = [
    ...Array.from({ length: 400 }, () => start + random(600) * SECOND + random(3)),
    ...Array.from({ length: 200 }, () => start + HOUR + random(120) * 500_000),
    ...Array.from({ length: 8 }, (_, day) => start + (day + 1) * DAY),
  ];
  return times.map((timeMicros, index) => ({
    timeMicros,
    tie: BigInt((index * 7_919) % 10_007),
    price: (100 + random(5_000) / 100).toFixed(2),
    quantity: (random(100_000) / 1e5 + 0.00001).toFixed(5),
    side: (["buy", "sell", "unknown"] as const)[random(3)] ?? "unknown",
  }));
}

beforeAll(async () => {
  ({ sql, drop } = await createWebDatabase());
  market = await createMarket(sql, "BTCUSDT", 0);
  other = await createMarket(sql, "ETHUSDT", 1);
  trades.push(...makeTrades());
  await storeWithCandles(sql, market, trades);
});
afterAll(() => drop());

const ask = (input: object) =>
  readCandleRange(candleRangeInput.parse({ instrumentId: market.instrumentId, ...input }), now);

/** What the trades from the first bucket on would make, bucket by bucket. */
function expected(bucketMicros: number, from: number, to: number, origin: number) {
  const parts = new Map<number, CandlePart>();
  for (const one of trades) {
    if (one.timeMicros < from || one.timeMicros >= to) continue;
    addToCandle(parts, { ...one, timeMicros: one.timeMicros - origin }, bucketMicros);
  }
  return [...parts.values()]
    .sort((a, b) => a.bucketMicros - b.bucketMicros)
    .map((part) => ({
      bucket: part.bucketMicros + origin,
      open: Number(part.open),
      high: Number(part.high),
      low: Number(part.low),
      close: Number(part.close),
      trades: BigInt(part.trades),
      ...plain(candleSums(part)),
    }));
}

/** Numbers instead of texts whose trailing zeros may differ. */
function plain<Key extends string>(record: Record<Key, string>): Record<string, number> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, Number(value)]));
}

describe("candles", () => {
  it.each(ZOOMS)("of %s are what the trades make", async (zoom) => {
    const isFine = ["1s", "5s", "15s"].includes(zoom);
    // Longer candles are read from a range that begins and ends with one: a rollup's candle is never cut.
    const range = isFine
      ? { from: start - 5 * SECOND, to: start + 20 * MINUTE }
      : { from: start - 30 * DAY, to: start + 30 * DAY };
    const coarse =
      isFine || zoom === "1w" || zoom === "4w" || zoom === "1d" || zoom === "4h" || zoom === "1h";
    const asked = coarse ? range : { from: start - HOUR, to: start + 3 * HOUR };
    const answer = await ask({ range: asked, zoom });
    expect(answer.resolution).toBe(zoom);
    const origin = zoom === "1w" || zoom === "4w" ? MONDAY : 0;
    const want = expected(answer.bucketMicros, answer.firstBucket, asked.to, origin);
    expect(want.length).toBeGreaterThan(zoom === "4w" ? 0 : 1);
    const got = answer.candles.map(({ bucket, trades: count, ...sums }) => ({
      bucket,
      trades: count,
      ...plain(sums),
    }));
    expect(got).toEqual(want);
  });

  it("are holes where nothing traded, never lines", async () => {
    const answer = await ask({ range: { from: start, to: start + 2 * HOUR }, zoom: "1m" });
    const between = answer.candles.filter(
      ({ bucket }) => bucket >= start + 10 * MINUTE && bucket < start + HOUR,
    );
    expect(between).toEqual([]);
  });

  it("of a second come from minutes where too many trades lie in the range", async () => {
    await sql`insert into candles_1m select ${other.instrumentId}, bucket, open, high, low, close, volume, notional,
      buy_volume, sell_volume, 150000, open_time, open_tie, close_time, close_tie
      from candles_1m where instrument_id = ${market.instrumentId} and bucket = ${formatMicros(start)}::text::timestamptz`;
    const range = { from: start, to: start + 5 * MINUTE };
    const quiet = await compareCandles({ instrumentIds: [other.instrumentId], range, zoom: "1s" }, now);
    expect(quiet.resolution).toBe("1s");
    await sql`update candles_1m set trades = 200001 where instrument_id = ${other.instrumentId}`;
    const busy = await compareCandles({ instrumentIds: [other.instrumentId], range, zoom: "1s" }, now);
    expect(busy.resolution).toBe("1m");
  });

  it("are marked where a gap reaches in, also in weeks, which begin on Mondays", async () => {
    const at = start + 30 * SECOND;
    await sql`insert into sequence_gaps (instrument_id, epoch, from_sequence, to_sequence, missing, missing_count,
      time_before, time_after)
      values (${market.instrumentId}, 0, 20000, 20004, '{[20000,20005)}', 5, ${formatMicros(at)}::text::timestamptz,
        ${formatMicros(at + 2 * SECOND)}::text::timestamptz)`;
    const seconds = await ask({ range: { from: start, to: start + MINUTE }, zoom: "1s" });
    expect(seconds.incomplete).toEqual(
      [30, 31, 32].map((second) => ({ bucket: start + second * SECOND, missing: 0n, shared: 5n })),
    );
    const weeks = await ask({ range: { from: start, to: start + DAY }, zoom: "1w" });
    const monday = Date.UTC(2026, 7, 3) * 1_000;
    expect(weeks.firstBucket).toBe(monday);
    expect(weeks.incomplete).toEqual([{ bucket: monday, missing: 5n, shared: 0n }]);
  });

  it("are bounded for any range", async () => {
    const answer = await ask({ range: { from: 0, to: now + 40 * 365 * DAY }, zoom: "1s" });
    expect(answer.resolution).toBe("4w");
    expect(answer.candles.length).toBeLessThanOrEqual(2_000);
    expect(answer.candles.reduce((sum, one) => sum + one.trades, 0n)).toBe(BigInt(trades.length));
  });
});

describe("a comparison", () => {
  it("gives each instrument's closes with the price that its range began with", async () => {
    const ids = [market.instrumentId, other.instrumentId, market.instrumentId];
    const range = { from: start, to: start + 3 * HOUR };
    const answer = await compareCandles({ instrumentIds: ids, range, zoom: "1m" }, now);
    expect(answer.series.map((one) => one.instrumentId)).toEqual([market.instrumentId, other.instrumentId]);
    const alone = await ask({ range, zoom: "1m" });
    expect(answer.series[0]).toEqual({
      instrumentId: market.instrumentId,
      base: alone.candles[0]?.open,
      closes: alone.candles.map(({ bucket, close }) => ({ bucket, close })),
    });
    const none = await compareCandles(
      { instrumentIds: [other.instrumentId], range: { from: 0, to: HOUR }, zoom: "auto" },
      now,
    );
    expect(none.series).toEqual([{ instrumentId: other.instrumentId, base: null, closes: [] }]);
  });
});
