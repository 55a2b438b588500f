import pino from "pino";
import { afterEach, expect, it } from "vitest";
import { saveOutage } from "@/db/queries/feed/save-outage";
import { FATE } from "@/dev/simulator/fate";
import type { FaultScript } from "@/dev/simulator/faults/schema";
import { INSTRUMENTS } from "@/dev/simulator/instruments";
import { type Stepped, startStepped } from "@/dev/simulator/testing/stepped";
import { VENUES, type Venue } from "@/dev/simulator/types";
import { includesNumber, joinRanges } from "@/domain/gap/ranges";
import type { SequenceRange } from "@/domain/sequence/types";
import { until } from "../ingest/testing/until";
import { startExplaining } from "./explain/start-explaining";
import { type BackfillHarness, createBackfillHarness } from "./testing/backfill-harness";
import { type EraTruth, erasOf, say } from "./testing/era-truth";
import { SteppedFeed } from "./testing/stepped-feed";

const SYMBOLS: Record<Venue, string[]> = {
  binance: ["BTCUSDT", "ETHUSDT"],
  coinbase: ["BTC-USD"],
  kraken: ["BTC/USD", "XRP/USD"],
};
/** minutes of the market */
const MINUTES = 7;

/** Everything that a script can do to a feed, at once. */
const SCRIPT: FaultScript = [
  { type: "lose", every: [2, 5], run: [1, 6] },
  { type: "malform", every: [3, 6], run: [1, 3] },
  { type: "malform", every: [9, 15], mode: "extra" },
  { type: "delay", every: [2, 5], byMs: [200, 3_000] },
  { type: "repeat", every: [3, 6] },
  { type: "noise", every: [5, 9] },
  { type: "skip", every: [10, 20], count: [1, 4] },
  { type: "withhold", rate: 0.02 },
  { type: "drop", venue: "binance", every: [40, 50], seconds: [5, 5], limit: 1 },
  { type: "drop", venue: "coinbase", every: [60, 80], seconds: [30, 30], limit: 1 },
  { type: "drop", venue: "kraken", every: [90, 110], seconds: [60, 60], limit: 1 },
  { type: "drop", afterSeconds: 180, every: [50, 90], seconds: [5, 60] },
  { type: "reset", venue: "binance", every: [150, 200], to: "1", limit: 1 },
  { type: "reset", venue: "coinbase", every: [150, 300], to: "1000", limit: 1 },
  { type: "reset", venue: "kraken", every: [200, 210], to: "5000000", limit: 1 },
  { type: "reset", venue: "kraken", every: [300, 330], to: "0", limit: 1 },
];

const log = pino({ level: "error" });
let harness: BackfillHarness;
let run: Stepped;
const running: { stop(): Promise<unknown> }[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((one) => one.stop()));
  await harness.stop();
  await run.sim.stop();
});

/** Lets the market run through the script, on a clock of its own, and has ingest read what the sockets brought. */
async function listen(seed: number): Promise<SteppedFeed> {
  const none = { requestsPerSecond: 1e6, burst: 1e6 };
  run = await startStepped({
    seed,
    rate: 30,
    instruments: INSTRUMENTS.filter(({ venue, symbol }) => SYMBOLS[venue].includes(symbol)),
    binanceRest: { weightLimit: 1e9 },
    coinbaseRest: none,
    krakenRest: none,
  });
  const feed = new SteppedFeed(run, SYMBOLS);
  await feed.start();
  await feed.advance(5);
  run.sim.setFaults(SCRIPT);
  await feed.advance(MINUTES * 60);
  // What is under way comes to rest: the last numbers are known to be missing once a later one came.
  run.sim.setFaults([]);
  await feed.advance(75);
  await feed.stop();
  for (const outage of feed.outages)
    await saveOutage(harness.database.sql, { ...outage, reason: "closed: code 1012" });
  for (const venue of VENUES)
    for (let at = 0; at < feed.frames[venue].length; at += 2_000)
      await harness.producer.send({
        topic: harness.raw(venue),
        messages: feed.frames[venue].slice(at, at + 2_000),
      });
  await harness.caughtUp();
  return feed;
}

interface StoredGap {
  symbol: string;
  epoch: number;
  state: string;
  cause: string;
  missing: SequenceRange[];
  /** µs */
  from: number;
  to: number;
}

async function storedGaps(): Promise<StoredGap[]> {
  const rows = await harness.database.sql<
    (Omit<StoredGap, "missing"> & { lows: bigint[]; highs: bigint[] })[]
  >`
    select i.symbol, g.epoch, g.state, g.cause,
      (extract(epoch from least(g.time_before, g.time_after)) * 1000000)::float8 as "from",
      (extract(epoch from greatest(g.time_before, g.time_after)) * 1000000)::float8 as "to",
      array(select lower(r) from unnest(g.missing) r order by 1) as lows,
      array(select upper(r) - 1 from unnest(g.missing) r order by 1) as highs
    from sequence_gaps g join instruments i on i.id = g.instrument_id where g.state <> 'filled' order by g.id`;
  return rows.map(({ lows, highs, ...row }) => ({
    ...row,
    missing: lows.map((low, at) => ({ from: BigInt(low), to: BigInt(highs[at] ?? low) })),
  }));
}

/** Every numbering of every instrument: its name, what the venue remembers of it, and its gaps as they are stored. */
async function numberings(): Promise<
  { name: string; venue: Venue; era: EraTruth; isLast: boolean; gaps: StoredGap[] }[]
> {
  const stored = await storedGaps();
  return VENUES.flatMap((venue) =>
    SYMBOLS[venue].flatMap((symbol) => {
      const eras = erasOf(run.sim.book(venue, symbol));
      return eras.map((era, epoch) => ({
        name: `${venue} ${symbol} ${epoch}`,
        venue,
        era,
        isLast: epoch === eras.length - 1,
        gaps: stored.filter((gap) => gap.symbol === symbol && gap.epoch === epoch),
      }));
    }),
  );
}

const sorted = (ranges: readonly SequenceRange[]) => say(joinRanges(ranges));

it.each([1, 2])(
  "misses what the simulator knows to have been missed, range by range, and has back what the venue serves (seed %i)",
  async (seed) => {
    harness = await createBackfillHarness();
    await harness.start();
    const feed = await listen(seed);
    const lengths = feed.outages.map((one) => (one.reconnectedAt - one.disconnectedAt) / 1e6);
    expect(Math.min(...lengths)).toBeLessThan(6);
    expect(Math.max(...lengths)).toBeGreaterThan(59);

    const found = await numberings();
    // Each venue restarted its numbers: what came before and what came after are numberings of their own.
    expect(found.length).toBeGreaterThanOrEqual(2 * 3 + 2 * 3);
    for (const { name, era, gaps } of found)
      expect({ name, missing: sorted(gaps.flatMap((gap) => gap.missing)) }).toEqual({
        name,
        missing: say(era.missing),
      });
    await harness.proven();

    running.push(startExplaining({ sql: harness.database.sql, log, idleMs: 20 }));
    await until("every gap to be looked at", async () => {
      const [row] = await harness.database.sql<{ n: number }[]>`
        select count(*)::int as n from sequence_gaps where state = 'open' and examined = 0`;
      return row?.n === 0;
    });
    causesAreNamed(await numberings(), feed);

    const jobs = await harness.backfill();
    expect(jobs).toHaveLength(3);
    const { binanceRest, coinbaseRest, krakenRest } = run.sim.urls;
    await harness.startJobs(
      { binance: binanceRest, coinbase: coinbaseRest, kraken: krakenRest },
      { limit: { weightPerSecond: 1e6, burst: 1e6 } },
    );
    for (const job of jobs)
      expect(await harness.ended(job)).toMatchObject({ state: "done", receipt: { unresolved: "0" } });

    for (const { name, venue, era, isLast, gaps } of await numberings()) {
      // Asked by number, a venue that restarted its numbers has other trades; asked by time, it still has these.
      const lacking = isLast || venue === "kraken" ? era.lacking : era.missing;
      expect({ name, missing: sorted(gaps.flatMap((gap) => gap.missing)) }).toEqual({
        name,
        missing: say(lacking),
      });
      for (const { state } of gaps) expect(["explained", "unrecoverable"]).toContain(state);
      await tradesAre(name, [
        ...era.heard,
        ...era.unheard.filter((trade) => !includesNumber(lacking, trade.id)),
      ]);
    }
    await harness.proven();
  },
  300_000,
);

/** A socket that was not there explains what was issued meanwhile, and nothing else. */
function causesAreNamed(found: Awaited<ReturnType<typeof numberings>>, feed: SteppedFeed): void {
  const seen = new Set<string>();
  for (const { name, venue, era, gaps } of found)
    for (const gap of gaps) {
      const trades = era.unheard.filter((trade) => includesNumber(gap.missing, trade.id));
      // A frame that was held back may meet an outage that began after its trade: nothing tells that.
      const dropped = trades.some((trade) => (trade.flags & (FATE.lost | FATE.malformed | FATE.late)) === 0);
      const near = feed.outages.some(
        (one) =>
          one.exchange === venue && gap.from <= one.reconnectedAt + 3e5 && gap.to >= one.disconnectedAt - 3e5,
      );
      const of = { name, missing: say(gap.missing) };
      if (dropped)
        expect({ ...of, cause: gap.cause, state: gap.state }).toEqual({
          ...of,
          cause: "socket-drop",
          state: "explained",
        });
      else if (!near) expect({ ...of, cause: gap.cause }).not.toEqual({ ...of, cause: "socket-drop" });
      seen.add(gap.cause);
    }
  expect([...seen].sort()).toEqual(["dead-letter", "socket-drop", "unknown"]);
}

/** The stored trades of a numbering are these, each once, digit for digit. */
async function tradesAre(name: string, trades: EraTruth["heard"]): Promise<void> {
  const [venue = "", symbol = "", epoch = "0"] = name.split(" ");
  const rows = await harness.database.sql<{ sequence: bigint; price: string; quantity: string }[]>`
    select t.sequence, trim_scale(t.price)::text as price, trim_scale(t.quantity)::text as quantity
    from trades t join instruments i on i.id = t.instrument_id
    join sequence_positions p on p.instrument_id = i.id and p.epoch = ${Number(epoch)}
    where i.exchange = ${venue} and i.symbol = ${symbol} and t.time between p.lowest_time and p.highest_time
      and t.sequence between p.lowest and p.highest
    order by t.sequence`;
  const text = (id: bigint, price: string, quantity: string) => `${id} ${price} ${quantity}`;
  expect({ name, trades: rows.map((row) => text(row.sequence, row.price, row.quantity)) }).toEqual({
    name,
    trades: [...trades]
      .sort((a, b) => (a.id < b.id ? -1 : 1))
      .map((trade) => text(trade.id, trade.price, trade.quantity)),
  });
}
