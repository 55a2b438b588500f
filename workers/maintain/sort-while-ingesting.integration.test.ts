import { afterAll, beforeAll, expect, it } from "vitest";
import { compareCandles } from "@/db/queries/ledger/compare-candles";
import { listTradeDays } from "@/db/queries/maintain/list-trade-days";
import { sortDay } from "@/db/queries/maintain/sort-day";
import { readLedger } from "@/server/services/ledger/read-ledger";
import { binanceFrame } from "../ingest/testing/binance-frame";
import { createIngestHarness, type IngestHarness } from "../ingest/testing/ingest-harness";

const AT = Date.parse("2026-04-01T10:00:00Z");
const ROUNDS = 10;
const EACH = 50;
let harness: IngestHarness;
let topic: string;

beforeAll(async () => {
  harness = await createIngestHarness();
  topic = harness.topic("market.crypto.trades.binance.raw");
  await harness.makeTopics([topic], 2);
  await harness.start();
});
afterAll(() => harness.stop());

async function publish(from: number, count: number): Promise<void> {
  const ids = Array.from({ length: count }, (_, index) => from + index);
  await harness.producer.send({
    topic,
    messages: ids.map((id) => ({ key: "AAAUSDT", value: binanceFrame(id, { T: AT + id }) })),
  });
  await harness.caughtUp();
}

it("stores each trade once in a day that is sorted again and again under it, and the ledger balances", async () => {
  const { sql } = harness.database;
  await publish(1, EACH);
  let sorted = 0;
  for (let round = 1; round <= ROUNDS; round++) {
    const [day] = await listTradeDays(sql);
    if (day === undefined) throw new Error("there is no day to sort");
    const sorting = sortDay(sql, day, { pauseMs: 1, tries: 100 });
    await Promise.all([sorting, publish(1 + round * EACH, EACH)]);
    if ((await sorting) !== "busy") sorted++;
  }
  expect(sorted).toBeGreaterThan(0);

  const all = (ROUNDS + 1) * EACH;
  const [held] =
    await sql`select count(*)::int as trades, count(distinct sequence)::int as numbers from trades`;
  expect(held).toEqual({ trades: all, numbers: all });
  for (const size of ["1m", "1h", "1d"] as const) expect(await compareCandles(sql, size)).toEqual([]);
  const ledger = await readLedger(sql, { recount: true });
  expect(ledger.balanced).toBe(true);
  expect(ledger.instruments.map((one) => one.stored)).toEqual([BigInt(all)]);
});
