import { z } from "zod";
import type { Query } from "@/db/client";
import { listTradesAcross } from "@/db/queries/web/list-trades-across";
import { listTradesById } from "@/db/queries/web/list-trades-by-id";
import { tradesPageInput } from "@/server/services/trades/page-trades";
import { toTradeRowFilter } from "@/server/services/trades/trade-filter";
import type { BenchContext } from "../lib/context";
import type { BenchDatabase } from "../lib/database";
import { seeded } from "../lib/random";
import { withServedApi } from "../lib/with-served-api";
import { askApi } from "./ask-api";
import { candleQuestions } from "./candle-questions";
import { END, FIRST } from "./fill-trades";
import { type Measured, measure } from "./measure";
import { type PageInput, pageQuestions } from "./page-questions";

const ROUNDS = 200;
const PAGE = 100;
/** So small that the smallest size has a page 10,000, too. */
const SMALL_PAGE = 25;
const LOUDEST = 1;

/** What was measured over one number of rows. */
export interface SizeOutcome {
  rows: number;
  /** first pages: the statement alone */
  sql: Measured[];
  /** first pages: from the request to the last byte */
  api: Measured[];
  /** page 1 and page 10,000, over the API */
  first: Measured;
  deep: Measured;
  /** over the API */
  candles: Measured[];
}

/** Every question over one database of trades. */
export async function measureSize(
  context: BenchContext,
  database: BenchDatabase,
  rows: number,
): Promise<SizeOutcome> {
  const { signal } = context;
  const { sql } = database;
  const rounds = context.quick ? ROUNDS / 2 : ROUNDS;
  const questions = await pageQuestions(sql);
  const say = (kind: string, one: Measured) =>
    context.say(`${rows} rows, ${kind}: ${one.name}: p50 ${one.p50} ms, p99 ${one.p99} ms (n = ${one.n})`);

  const statements: Measured[] = [];
  // Planned once, as the service has it.
  const session = await sql.reserve();
  await session`select set_config('plan_cache_mode', 'force_generic_plan', false)`;
  for (const { name, input } of questions) {
    const random = seeded(1);
    const one = await measure(name, rounds, signal, () => listPage(session, input(random)));
    say("SQL", one);
    statements.push(one);
  }
  session.release();
  return withServedApi(database, async (api) => {
    const pages: Measured[] = [];
    for (const { name, input } of questions) {
      const random = seeded(2);
      const one = await measure(name, rounds, signal, () => askApi(api, "trades.page", input(random)));
      say("API", one);
      pages.push(one);
    }
    const small = { instrumentId: LOUDEST, range: { from: FIRST, to: END }, limit: SMALL_PAGE };
    const cursor = await cursorOfPage(api, small, 10_000);
    const first = await measure("page 1", rounds, signal, () => askApi(api, "trades.page", small));
    const deep = await measure("page 10,000", rounds, signal, () =>
      askApi(api, "trades.page", { ...small, cursor }),
    );
    say("API", first);
    say("API", deep);
    const candles: Measured[] = [];
    for (const { name, input } of candleQuestions()) {
      const random = seeded(3);
      const one = await measure(name, rounds / 2, signal, () => askApi(api, "candles.range", input(random)));
      say("API, candles", one);
      candles.push(one);
    }
    return { rows, sql: statements, api: pages, first, deep, candles };
  });
}

/** The statements of one page, as the service asks them. */
function listPage(sql: Query, input: PageInput): Promise<unknown> {
  const { instrumentId, ...asked } = tradesPageInput.parse(input);
  const list = asked.tradeId ? listTradesById : listTradesAcross;
  return list(sql, {
    ...toTradeRowFilter(asked, END),
    instrumentIds: instrumentId === undefined || instrumentId === null ? [] : [instrumentId],
    newestFirst: true,
    after: null,
    limit: PAGE + 1,
  });
}

/** The cursor that leads to a page, as one who read all before would have it: in the largest steps. */
async function cursorOfPage(api: string, small: PageInput, page: number): Promise<string> {
  let left = (page - 1) * SMALL_PAGE;
  let cursor: string | null = null;
  while (left > 0) {
    const limit = Math.min(left, 500);
    const answer: string = await askApi(api, "trades.page", { ...small, limit, cursor });
    cursor = cursorShape.parse(JSON.parse(answer)).result.data.json.nextCursor;
    left -= limit;
  }
  if (cursor === null) throw new Error(`there is no page ${page}`);
  return cursor;
}

const cursorShape = z.object({
  result: z.object({ data: z.object({ json: z.object({ nextCursor: z.string() }) }) }),
});
