import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Sql } from "@/db/client";
import { MICROS_PER_DAY, MICROS_PER_HOUR, MICROS_PER_MINUTE } from "@/domain/time/micros";
import { forgetGaps, makeCandle, makeGap, makeMarket } from "@/server/testing/gaps";
import { callerOf } from "@/server/testing/letters";
import { createWebDatabase } from "@/server/testing/web-database";

const DAY = Date.UTC(2026, 0, 10) * 1_000;
const caller = callerOf("viewer");
let sql: Sql;
let drop: () => Promise<void>;

beforeAll(async () => {
  ({ sql, drop } = await createWebDatabase());
});
afterAll(() => drop());
beforeEach(() => forgetGaps(sql));

describe("completeness", () => {
  it("ranks the worst first, counts each gap once, and says nothing of feeds without numbers", async () => {
    const [a, b, c] = [
      await makeMarket(sql, "AAA"),
      await makeMarket(sql, "BBB"),
      await makeMarket(sql, "CCC", "asx", "none"),
    ];
    for (const id of [a, b, c]) {
      await makeCandle(sql, id, "1h", DAY + MICROS_PER_HOUR, 90);
      await makeCandle(sql, id, "1d", DAY, 90);
    }
    await makeGap(sql, b, 1, 10, { before: DAY + MICROS_PER_HOUR + 5, after: DAY + MICROS_PER_HOUR + 9_000 });
    await makeGap(sql, b, 21, 30, {
      before: DAY + 2 * MICROS_PER_HOUR - 5_000,
      after: DAY + 4 * MICROS_PER_HOUR,
    });
    await makeGap(sql, a, 1, 1, { before: DAY, after: DAY + 1_000 }, { state: "filled" });
    const { grain, rows } = await caller.gaps.completeness({
      range: { from: DAY, to: DAY + MICROS_PER_DAY },
    });
    expect(grain).toBe("1h");
    expect(rows.map((row) => [row.symbol, row.applies, row.percent, row.missing])).toEqual([
      ["BBB", true, "81.8181", 20n],
      ["AAA", true, "100", 0n],
      ["CCC", false, null, 0n],
    ]);
    expect(rows[0]?.cells).toEqual([
      { bucket: DAY + MICROS_PER_HOUR, stored: "90", missing: "10", shared: "10" },
      { bucket: DAY + 2 * MICROS_PER_HOUR, stored: "0", missing: "0", shared: "10" },
      { bucket: DAY + 3 * MICROS_PER_HOUR, stored: "0", missing: "0", shared: "10" },
      { bucket: DAY + 4 * MICROS_PER_HOUR, stored: "0", missing: "0", shared: "10" },
    ]);
    const days = await caller.gaps.completeness({
      range: { from: DAY - 9 * MICROS_PER_DAY, to: DAY + MICROS_PER_DAY },
    });
    expect(days).toMatchObject({ grain: "1d", rows: [{ missing: 20n }, {}, {}] });
    expect(days.rows[0]?.cells).toEqual([{ bucket: DAY, stored: "90", missing: "20", shared: "0" }]);
    const minutes = await caller.gaps.completeness({
      range: { from: DAY + MICROS_PER_HOUR, to: DAY + 2 * MICROS_PER_HOUR },
    });
    expect(minutes).toMatchObject({ grain: "1m", rows: [{ symbol: "BBB", missing: 20n }] });
    expect(minutes.rows[0]?.cells).toEqual([
      { bucket: DAY + MICROS_PER_HOUR, stored: "0", missing: "10", shared: "0" },
      { bucket: DAY + 2 * MICROS_PER_HOUR - MICROS_PER_MINUTE, stored: "0", missing: "0", shared: "10" },
    ]);
  });

  it("counts whole days by the day and the rest by the hour, each gap once", async () => {
    const a = await makeMarket(sql, "AAA");
    const HOUR = MICROS_PER_HOUR;
    for (const [at, trades] of [
      [-3, 10],
      [2, 20],
      [26, 30],
    ] as const)
      await makeCandle(sql, a, "1h", DAY + at * HOUR, trades);
    // What the days hold that the range only touches is not its own.
    for (const [at, trades] of [
      [-1, 1_010],
      [0, 20],
      [1, 2_030],
    ] as const)
      await makeCandle(sql, a, "1d", DAY + at * MICROS_PER_DAY, trades);
    const missing = async (count: number, from: number, to: number) =>
      makeGap(sql, a, count * 1_000, count * 1_000 + count - 1, {
        before: DAY + from * HOUR,
        after: DAY + to * HOUR,
      });
    await missing(5, 2.1, 2.9); // within an hour of the whole day
    await missing(7, 4.5, 9.5); // over hours of it
    await missing(11, -0.5, 0.5); // over its midnight
    await missing(13, 25.1, 25.2); // within an hour of the rest
    await missing(17, -4.5, -2.5); // over hours of the rest
    await missing(19, -5.9, -5.1); // before the range, of a day that it touches
    const { grain, rows } = await caller.gaps.completeness({
      range: { from: DAY - 5 * HOUR, to: DAY + 29 * HOUR },
    });
    expect(grain).toBe("1h");
    expect(rows).toMatchObject([{ symbol: "AAA", stored: 60n, missing: 53n }]);
  });
});
