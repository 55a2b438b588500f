import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Sql } from "@/db/client";
import { saveFineCandles } from "@/db/queries/maintain/save-fine-candles";
import { formatMicros, MICROS_PER_HOUR } from "@/domain/time/micros";
import { pageTrades, tradesPageInput } from "@/server/services/trades/page-trades";
import { createMarket, storeCandles } from "@/server/testing/store-trades";
import { createWebDatabase } from "@/server/testing/web-database";

const noon = Date.UTC(2026, 7, 10, 12) * 1_000;
const MINUTE = 60_000_000;
const MINUTES = 4;
/** enough that candles of 5 s are kept */
const A_MINUTE = 90;
const range = { from: noon, to: noon + MINUTES * MINUTE };

interface Stored {
  time: number;
  price: number;
  quantity: number;
  tradeId: string;
}

let sql: Sql;
let drop: () => Promise<void>;
let instrumentId = 0;
let stored: Stored[] = [];

beforeAll(async () => {
  ({ sql, drop } = await createWebDatabase());
  ({ instrumentId } = await createMarket(sql, "LOUD", 0, "binance"));
  await sql`select k2_ensure_trades_day('2026-08-10')`;
  const regular = Array.from({ length: MINUTES * A_MINUTE }, (_, n) => ({
    time: noon + Math.floor((n * MINUTE) / A_MINUTE),
    price: 100 + ((n * 7) % 40),
    quantity: n % 31 === 0 ? 500 + (n % 7) * 100 : 1 + (n % 9),
    tradeId: String(10_000 + n),
  }));
  await store(regular);
  expect(await saveFineCandles(sql, noon, noon + MICROS_PER_HOUR)).toBeGreaterThan(0);
  // Of the second minute the copy is old now: late trades, larger and dearer than all in their seconds.
  await store([
    { time: noon + MINUTE + 1, price: 900, quantity: 9_000, tradeId: "20001" },
    { time: noon + 2 * MINUTE - 1, price: 1, quantity: 7, tradeId: "20002" },
  ]);
  // Of the third nothing is kept.
  await sql`
    delete from fine_candles where bucket >= ${formatMicros(noon + 2 * MINUTE)}::text::timestamptz
      and bucket < ${formatMicros(noon + 3 * MINUTE)}::text::timestamptz`;
});
afterAll(() => drop());

async function store(trades: readonly Stored[]): Promise<void> {
  const source = (await sql<{ id: number }[]>`select min(id) as id from partition_positions`)[0]?.id ?? 0;
  for (const { time, price, quantity, tradeId } of trades)
    await sql`insert into trades (time, source_offset, ingested_at, instrument_id, source_id, frame_index, side, price,
      quantity, trade_id) values (${formatMicros(time)}::text::timestamptz, ${tradeId}, now(), ${instrumentId}, ${source},
      0, 1, ${price}, ${quantity}, ${tradeId})`;
  stored = [...stored, ...trades].sort((a, b) => a.time - b.time || a.tradeId.localeCompare(b.tradeId));
  await storeCandles(sql);
}

async function walk(asked: object, limit: number): Promise<string[]> {
  const found: string[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof pageTrades>> = await pageTrades(
      tradesPageInput.parse({ range, instrumentId, ...asked, limit, cursor }),
      0,
    );
    found.push(...page.rows.map((row) => row.tradeId));
    cursor = page.nextCursor;
  } while (cursor !== null);
  return found;
}

it("leads to the seconds of what is kept, and loses no trade of what is not, or no longer, as it was kept", async () => {
  const kept = await sql<{ n: number }[]>`
    select count(distinct date_trunc('minute', bucket))::int as n from fine_candles where step = 5`;
  expect(kept[0]?.n).toBe(3);
  const limits = fc.record({
    minPrice: fc.option(fc.constantFrom(1, 110, 130, 139, 140, 900, 901), { nil: null }),
    maxPrice: fc.option(fc.constantFrom(0, 1, 100, 105, 899), { nil: null }),
    minQuantity: fc.option(fc.constantFrom(1, 8, 500, 900, 1_100, 9_000, 9_001), { nil: null }),
    minNotional: fc.option(fc.constantFrom(0, 900, 50_000, 100_000, 8_100_000, 8_100_001), { nil: null }),
  });
  await fc.assert(
    fc.asyncProperty(
      limits,
      fc.constantFrom("newest", "oldest"),
      fc.integer({ min: 5, max: 200 }),
      async (limit, order, size) => {
        const expected = stored
          .filter(
            ({ price, quantity }) =>
              price >= (limit.minPrice ?? 0) &&
              price <= (limit.maxPrice ?? 1e9) &&
              quantity >= (limit.minQuantity ?? 0) &&
              price * quantity >= (limit.minNotional ?? 0),
          )
          .map((one) => one.tradeId);
        if (order === "newest") expected.reverse();
        const asked = Object.fromEntries(
          Object.entries(limit).map(([name, value]) => [name, value === null ? null : String(value)]),
        );
        expect(await walk({ order, ...asked }, size)).toEqual(expected);
      },
    ),
    { numRuns: 120 },
  );
});
