import { afterAll, beforeAll, expect, it } from "vitest";
import type { Simulator } from "@/dev/simulator/api";
import { startSimulator } from "@/dev/simulator/simulator";
import type { HistoryVenue } from "@/domain/gap/backfill/venues";
import { historyOf } from "@/domain/gap/history/history-of";
import type { HistoryRow } from "@/domain/gap/history/venue-history";
import { parseJson } from "@/domain/trade/json/parse-json";
import { type BackfillHarness, createBackfillHarness } from "./testing/backfill-harness";

const VENUES = [
  { venue: "binance", symbol: "ETHUSDT" },
  { venue: "coinbase", symbol: "BTC-USD" },
  { venue: "kraken", symbol: "BTC/USD" },
] as const;
let harness: BackfillHarness;
let simulator: Simulator;
let urls: Record<HistoryVenue, string>;

beforeAll(async () => {
  harness = await createBackfillHarness();
  await harness.start();
  // A market that stands still, with ten minutes of history.
  simulator = await startSimulator({
    rate: 60,
    seed: 5,
    historySeconds: 600,
    tickMs: null,
    clock: () => NOW,
  });
  const { binanceRest, coinbaseRest, krakenRest } = simulator.urls;
  urls = { binance: binanceRest, coinbase: coinbaseRest, kraken: krakenRest };
});
afterAll(async () => {
  await harness.stop();
  await simulator.stop();
});

const NOW = 1_790_000_000_000_000;

/** The newest page of a venue's history, by number. */
async function newestPage(venue: HistoryVenue, symbol: string): Promise<HistoryRow[]> {
  const history = historyOf(venue);
  const ask =
    history.paging === "time"
      ? { kind: "since" as const, nanos: BigInt(NOW - 600_000_000) * 1_000n }
      : history.paging === "down"
        ? { kind: "below" as const, number: 9_000_000_000_000n }
        : null;
  const newest = history.request(symbol, { kind: "from", number: 0n }, { micros: true, apiKey: "test" });
  const request =
    ask === null
      ? { ...newest, path: newest.path.replace("&fromId=0", "") }
      : history.request(symbol, ask, { micros: true, apiKey: "test" });
  const response = await fetch(`${urls[venue]}${request.path}`, { headers: request.headers });
  const { rows } = history.read(parseJson(await response.text()), symbol);
  return rows.sort((a, b) => (a.sequence < b.sequence ? -1 : 1));
}

it("brings back each venue's trades, and the tables are as if none had been lost", async () => {
  const truth = new Map<string, HistoryRow[]>();
  for (const { venue, symbol } of VENUES) {
    const rows = await newestPage(venue, symbol);
    expect(rows.length).toBeGreaterThan(200);
    truth.set(symbol, rows);
    const kept = rows.filter((_, i) => i === 0 || i === rows.length - 1 || i % 50 > 20);
    await harness.publish(
      venue,
      kept.map((row) => row.frame),
      symbol,
    );
    expect((await harness.missing(symbol)).length).toBeGreaterThan(3);
  }
  const jobs = await harness.backfill();
  expect(jobs).toHaveLength(3);
  await harness.startJobs(urls);
  for (const job of jobs)
    expect(await harness.ended(job)).toMatchObject({ state: "done", receipt: { stillMissing: "0" } });
  const { sql } = harness.database;
  for (const [symbol, rows] of truth) {
    expect(await harness.missing(symbol)).toEqual([]);
    const stored = await sql<{ sequence: bigint; micros: number }[]>`
      select t.sequence, (extract(epoch from t.time) * 1000000)::float8 as micros
      from trades t join instruments i on i.id = t.instrument_id where i.symbol = ${symbol} order by t.sequence`;
    expect([...stored]).toEqual(rows.map((row) => ({ sequence: row.sequence, micros: row.timeMicros })));
  }
  await harness.proven();
});
