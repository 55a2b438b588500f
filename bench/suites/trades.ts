import type { BenchContext, BenchResult, Figure, Goal, Suite } from "../lib/context";
import { openDatabase, openFilledDatabase } from "../lib/database";
import { fillTrades, maintain } from "../trades/fill-trades";
import type { Measured } from "../trades/measure";
import { measureSize, type SizeOutcome } from "../trades/measure-size";

const SQL_MS = 20;
const API_MS = 50;
const CANDLES_MS = 50;
const GROWTH = 1.5;
/** A loaded machine moves a page by as much. */
const DEEP = 1.5;
const QUICK = [1_000_000];
const FULL = [1_000_000, 10_000_000];

/** The Trades page's questions, over one size of table or several. */
export const trades: Suite = {
  name: "trades",
  about:
    "first and deep pages of filtered trades and candles of every size, over 1,000,000 rows and more (--rows)",
  async run(context) {
    const outcomes: SizeOutcome[] = [];
    for (const rows of context.rows ?? (context.quick ? QUICK : FULL)) {
      const fill = (sql: Parameters<typeof fillTrades>[0]) =>
        fillTrades(sql, rows, context.say, context.signal);
      const began = performance.now();
      const database = await open(context, rows, fill);
      context.say(`${rows} rows are there after ${Math.round((performance.now() - began) / 1_000)} s`);
      try {
        outcomes.push(await measureSize(context, database, rows));
      } finally {
        await (context.keep ? database.close() : database.drop());
      }
    }
    return summarise(outcomes);
  },
};

async function open(
  context: BenchContext,
  rows: number,
  fill: Parameters<typeof openFilledDatabase>[2],
): ReturnType<typeof openDatabase> {
  if (context.keep) {
    const kept = await openFilledDatabase(context, `k2_bench_trades_${rows}`, fill);
    // One that an earlier version has filled.
    await maintain(kept.sql, context.say, context.signal);
    return kept;
  }
  const database = await openDatabase(context);
  try {
    await fill(database.sql);
  } catch (error) {
    await database.drop();
    throw error;
  }
  return database;
}

function summarise(outcomes: SizeOutcome[]): BenchResult {
  return {
    suite: "trades",
    conditions:
      "18 instruments over 30 days, the loudest with 30 % of the rows, straight into the day partitions; each kind of question with other instruments, times and bounds each round, one at a time. SQL: the page's statement over one connection. API: GET over loopback to the server's own handler in the bench's process, to the last byte; pages of 100 (page 10,000 of 25); candles of the loudest instrument, ranges from a minute to ten years in every size and unasked.",
    figures: outcomes.flatMap(figuresOf),
    goals: [...outcomes.flatMap(goalsOf), ...growthOf(outcomes)],
  };
}

const words = (rows: number) => rows.toLocaleString("en-US");

function figuresOf({ rows, sql, api, first, deep, candles }: SizeOutcome): Figure[] {
  const figures = (kind: string, list: readonly Measured[]) =>
    list.flatMap((one) =>
      (["p50", "p99"] as const).map((p) => ({
        name: `${words(rows)} rows, ${kind}: ${one.name}, ${p}${one.failed > 0 ? ` (${one.failed} not answered)` : ""}`,
        value: one[p],
        unit: "ms",
        n: one.n,
      })),
    );
  return [...figures("SQL", sql), ...figures("API", [...api, first, deep]), ...figures("candles", candles)];
}

function goalsOf({ rows, sql, api, first, deep, candles }: SizeOutcome): Goal[] {
  const worst = (name: string, list: readonly Measured[], goal: number): Goal => {
    const slowest = list.reduce((one, other) => (other.p99 > one.p99 ? other : one));
    return {
      name: `${words(rows)} rows, ${name}: largest p99 (${slowest.name})`,
      value: slowest.p99,
      unit: "ms",
      goal,
      better: "smaller",
      met: slowest.p99 <= goal && list.every((one) => one.failed === 0),
    };
  };
  const ratio = Math.round((deep.p50 / first.p50) * 100) / 100;
  return [
    worst("a first page in SQL", sql, SQL_MS),
    worst("a first page through the API", api, API_MS),
    worst("candles", candles, CANDLES_MS),
    {
      name: `${words(rows)} rows, page 10,000 / page 1 (p50)`,
      value: ratio,
      unit: "×",
      goal: DEEP,
      better: "smaller",
      met: ratio <= DEEP,
    },
  ];
}

/** Each size against the smallest: one of every kind of question after the other. */
function growthOf(outcomes: SizeOutcome[]): Goal[] {
  const [smallest, ...larger] = [...outcomes].sort((a, b) => a.rows - b.rows);
  if (smallest === undefined) return [];
  const sum = (list: readonly Measured[]) => list.reduce((total, one) => total + one.p50, 0);
  return larger.map(({ rows, api }) => {
    const value = Math.round((sum(api) / sum(smallest.api)) * 100) / 100;
    return {
      name: `time(${words(rows)}) / time(${words(smallest.rows)}), first pages of all kinds through the API, sum of p50`,
      value,
      unit: "×",
      goal: GROWTH,
      better: "smaller" as const,
      met: value <= GROWTH,
    };
  });
}
