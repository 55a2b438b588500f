import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Sql } from "@/db/client";
import { formatMicros } from "@/domain/time/micros";
import { pageTrades, tradesPageInput } from "@/server/services/trades/page-trades";
import { createMarket, storeCandles } from "@/server/testing/store-trades";
import { createWebDatabase } from "@/server/testing/web-database";

const midnight = Date.UTC(2026, 7, 10) * 1_000;
const MINUTE = 60_000_000;
/** around midnight, and an hour and more away */
const OFFSETS = [-100, -2, -1, 0, 1, 7, 99, 5 * MINUTE, 70 * MINUTE];
const range = { from: midnight - 100, to: midnight + 2 * 60 * MINUTE };

let sql: Sql;
let drop: () => Promise<void>;
const ids: number[] = [];
/** everything that is stored, the oldest first */
let stored: { instrumentId: number; time: number; tradeId: string; price: number; quantity: number }[];

beforeAll(async () => {
  ({ sql, drop } = await createWebDatabase());
  for (const [index, exchange] of ["binance", "kraken", "kraken", "okx"].entries()) {
    const market = await createMarket(sql, `S${index}`, index, exchange);
    ids.push(market.instrumentId);
  }
  await sql`select k2_ensure_trades_day(day::date) from generate_series('2026-08-09'::date, '2026-08-10', '1 day') day`;
  // Few microseconds, many trades: most share theirs with others, on both sides of midnight. Ids that sort as text.
  const places = ids
    .flatMap((instrumentId) =>
      OFFSETS.flatMap((offset) =>
        ["1", "10", "2", "@3:4:0", "é"].map((tradeId) => ({
          instrumentId,
          time: midnight + offset,
          tradeId,
        })),
      ),
    )
    // Prices rise over the minutes, so that some of their candles can be passed over.
    .map((place, n) => ({
      ...place,
      price: 100 + (n % 5) + (place.time > midnight + 100 ? 10 : 0),
      quantity: 1 + (n % 3),
    }));
  const source = (await sql<{ id: number }[]>`select min(id) as id from partition_positions`)[0]?.id ?? 0;
  for (const [n, { instrumentId, time, tradeId, price, quantity }] of places.entries()) {
    await sql`insert into trades (time, source_offset, ingested_at, instrument_id, source_id, frame_index, side, price,
      quantity, trade_id) values (${formatMicros(time)}::timestamptz, ${n}, now(), ${instrumentId}, ${source}, 0,
      ${n % 3}, ${price}, ${quantity}, ${tradeId})`;
  }
  // Another instrument, so large that a plan is chosen as in a table of weight.
  await sql`insert into trades (time, source_offset, ingested_at, instrument_id, source_id, frame_index, side, price,
    quantity, trade_id) select '2026-08-09'::timestamptz + n * interval '8 s', n, now(), 1000000, ${source}, 0, 1, 1, 1,
    n::text from generate_series(1, 20000) n`;
  await sql`analyze trades`;
  await storeCandles(sql);
  stored = [...places].sort(
    (a, b) =>
      a.time - b.time ||
      a.instrumentId - b.instrumentId ||
      Buffer.compare(Buffer.from(a.tradeId), Buffer.from(b.tradeId)),
  );
});
afterAll(() => drop());

const ask = (asked: object) => pageTrades(tradesPageInput.parse({ range, ...asked }), 0);
const keysOf = (rows: { instrumentId: number; time: number; tradeId: string }[]) =>
  rows.map(({ instrumentId, time, tradeId }) => `${instrumentId} ${time - midnight} ${tradeId}`);

function passes(
  { price, quantity }: { price: number; quantity: number },
  limit: Record<"minPrice" | "maxPrice" | "minQuantity" | "maxQuantity" | "minNotional", number | null>,
): boolean {
  return (
    price >= (limit.minPrice ?? 0) &&
    price <= (limit.maxPrice ?? 1e9) &&
    quantity >= (limit.minQuantity ?? 0) &&
    quantity <= (limit.maxQuantity ?? 1e9) &&
    price * quantity >= (limit.minNotional ?? 0)
  );
}

async function walk(asked: object, limit: number, direction: "forward" | "backward", from: string | null) {
  const pages: string[][] = [];
  let cursor = from;
  do {
    const page: Awaited<ReturnType<typeof ask>> = await ask({ ...asked, limit, direction, cursor });
    pages.push(keysOf(page.rows));
    cursor = direction === "forward" ? page.nextCursor : page.previousCursor;
  } while (cursor !== null);
  return pages;
}

describe("trades of several instruments", () => {
  it("are one list in exact order, whatever the instruments, the order and the size of a page", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.subarray([0, 1, 2, 3], { minLength: 1 }),
        fc.constantFrom("newest", "oldest"),
        fc.integer({ min: 4, max: 40 }),
        async (chosen, order, limit) => {
          const instrumentIds = chosen.map((index) => ids[index] ?? 0);
          const expected = keysOf(stored.filter((one) => instrumentIds.includes(one.instrumentId)));
          if (order === "newest") expected.reverse();
          const pages = await walk({ instrumentIds, order }, limit, "forward", null);
          expect(pages.flat()).toEqual(expected);
        },
      ),
      { numRuns: 16 },
    );
  });

  it("lose none to the candles that lead the way", async () => {
    const bound = fc.option(fc.integer({ min: 98, max: 116 }), { nil: null });
    const small = fc.option(fc.integer({ min: 0, max: 4 }), { nil: null });
    const limits = fc.record({
      minPrice: bound,
      maxPrice: bound,
      minQuantity: small,
      maxQuantity: small,
      minNotional: fc.option(fc.oneof(fc.constant(0), fc.integer({ min: 90, max: 350 })), { nil: null }),
    });
    await fc.assert(
      fc.asyncProperty(
        limits,
        fc.constantFrom("newest", "oldest"),
        fc.integer({ min: 1, max: 30 }),
        async (limit, order, size) => {
          const expected = keysOf(stored.filter((one) => passes(one, limit)));
          if (order === "newest") expected.reverse();
          const asked = Object.fromEntries(
            Object.entries(limit).map(([name, value]) => [name, value === null ? null : String(value)]),
          );
          const pages = await walk({ instrumentIds: ids, order, ...asked }, size, "forward", null);
          expect(pages.flat()).toEqual(expected);
        },
      ),
      { numRuns: 40 },
    );
  });

  it.each(["newest", "oldest"])("are walked back as they were walked on, %s first", async (order) => {
    const asked = { instrumentIds: ids, order };
    const limit = 9;
    const pages = await walk(asked, limit, "forward", null);
    let cursor: string | null = null;
    for (let page = 0; page < pages.length - 1; page++)
      cursor = (await ask({ ...asked, limit, cursor })).nextCursor;
    const last = await ask({ ...asked, limit, cursor });
    expect(keysOf(last.rows)).toEqual(pages.at(-1));
    const back = await walk(asked, limit, "backward", last.previousCursor);
    expect(back.reverse()).toEqual(pages.slice(0, -1));
    const first = await ask({ ...asked, limit });
    expect(first.previousCursor).toBeNull();
  });

  it("turn round on the way without a row lost or twice", async () => {
    const asked = { instrumentIds: ids, limit: 5 };
    const first = await ask(asked);
    const second = await ask({ ...asked, cursor: first.nextCursor });
    const back = await ask({ ...asked, cursor: second.previousCursor, direction: "backward" });
    expect(keysOf(back.rows)).toEqual(keysOf(first.rows));
    expect(back.previousCursor).toBeNull();
    const again = await ask({ ...asked, cursor: back.nextCursor });
    expect(keysOf(again.rows)).toEqual(keysOf(second.rows));
  });

  it("begin at any time, and go on from there both ways without a row lost or twice", async () => {
    const moment = fc.oneof(
      fc.constantFrom(...OFFSETS, -101, 3 * 60 * MINUTE),
      fc.integer({ min: -200, max: 6 * MINUTE }),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.subarray([0, 1, 2, 3], { minLength: 1 }),
        fc.constantFrom("newest", "oldest"),
        fc.integer({ min: 4, max: 40 }),
        moment,
        async (chosen, order, limit, offset) => {
          const at = midnight + offset;
          const instrumentIds = chosen.map((index) => ids[index] ?? 0);
          const all = stored.filter((one) => instrumentIds.includes(one.instrumentId));
          if (order === "newest") all.reverse();
          const follows = all.filter((one) => (order === "newest" ? one.time <= at : one.time >= at));
          const asked = { instrumentIds, order, limit };
          const page = await ask({ ...asked, at });
          expect(keysOf(page.rows)).toEqual(keysOf(follows.slice(0, limit)));
          const on = page.nextCursor ? await walk(asked, limit, "forward", page.nextCursor) : [];
          expect([...keysOf(page.rows), ...on.flat()]).toEqual(keysOf(follows));
          const back = await walk(asked, limit, "backward", page.previousCursor);
          expect(back.reverse().flat()).toEqual(keysOf(all.slice(0, all.length - follows.length)));
        },
      ),
      { numRuns: 24 },
    );
  });

  it("keep their filter, and name their instrument", async () => {
    const { rows } = await ask({ instrumentIds: ids, minPrice: "104", sides: ["sell"], limit: 500 });
    const expected = stored.filter((one) => keysOf(rows).includes(keysOf([one])[0] ?? ""));
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.every((row) => Number(row.price) >= 104 && row.side === "sell")).toBe(true);
    expect(keysOf(rows).reverse()).toEqual(keysOf(expected));
  });

  it("are chosen by exchange, and together with instruments", async () => {
    const { rows } = await ask({ exchanges: ["kraken"], limit: 500 });
    expect(new Set(rows.map((row) => row.instrumentId))).toEqual(new Set(ids.slice(1, 3)));
    const more = await ask({ exchanges: ["kraken"], instrumentId: ids[0], limit: 500 });
    expect(new Set(more.rows.map((row) => row.instrumentId))).toEqual(new Set(ids.slice(0, 3)));
  });

  it("say what is missing where nothing, or too much, is named", async () => {
    const refused = (message: RegExp) => ({ code: "BAD_INPUT", message: expect.stringMatching(message) });
    await expect(ask({})).rejects.toMatchObject(refused(/instrumentIds \(at most 50\)/));
    await expect(ask({ exchanges: ["nasdaq"] })).rejects.toMatchObject(refused(/No instrument of nasdaq/));
    await sql`insert into instruments (exchange, market, symbol, canonical_symbol, policy)
      select 'huge', 'spot', n::text, n::text, 'none' from generate_series(1, 51) n`;
    await expect(ask({ exchanges: ["huge"] })).rejects.toMatchObject(refused(/51 instruments.*at most 50/));
    expect(tradesPageInput.safeParse({ range, instrumentIds: Array(51).fill(1) }).success).toBe(false);
  });
});

describe("the plan of a page", () => {
  it("enters the index of each day at each instrument's place, sorts no table and opens no day behind the page", async () => {
    const { listTradesAcross } = await import("@/db/queries/web/list-trades-across");
    const plans: string[] = [];
    await sql.begin(async (tx) => {
      // As the query is written, with "explain" before it.
      const explain = new Proxy(tx, {
        apply: (target, self, [strings, ...values]) => {
          const explained =
            Array.isArray(strings) && /^\s*select\s*$/.test(strings[0] ?? "")
              ? Object.assign([`explain (analyze, timing off) ${strings[0]}`, ...strings.slice(1)], {
                  raw: strings,
                })
              : strings;
          return Reflect.apply(target, self, [explained, ...values]);
        },
      });
      const rows: object[] = await listTradesAcross(explain, {
        instrumentIds: ids,
        newestFirst: true,
        after: null,
        from: range.from,
        to: range.to,
        sides: [],
        minNotional: null,
        limit: 3,
      });
      plans.push(...rows.map((row) => String(Object.values(row)[0])));
    });
    const plan = plans.join("\n");
    expect(plan).toMatch(/Index Scan Backward using trades_20260810_identity/);
    expect(plan).toMatch(/trades_20260809_identity.*never executed/);
    expect(plan).not.toMatch(/Seq Scan on trades_/);
  });
});
