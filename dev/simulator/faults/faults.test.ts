import { afterEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { parseUnits } from "../decimal";
import { FATE, isUnheard } from "../fate";
import { type ReadTrade, readFrame } from "../testing/read-frame";
import { type Stepped, startStepped } from "../testing/stepped";
import { subscribeAll } from "../testing/subscribe";
import { VENUES, type Venue } from "../types";
import { DEMO_FAULTS } from "./demo";
import { type FaultScript, faultScript, MALFORMED_KINDS } from "./schema";

let stepped: Stepped | undefined;
afterEach(() => stepped?.sim.stop());

async function start(options: Parameters<typeof startStepped>[0]): Promise<Stepped> {
  stepped = await startStepped(options);
  return stepped;
}

/** What a client made of everything that a venue sent. */
interface Heard {
  trades: Map<string, ReadTrade[]>;
  unreadable: number;
  empty: number;
}

async function hear({ sim, advance, caughtUp }: Stepped, venue: Venue, seconds: number): Promise<Heard> {
  const client = await subscribeAll(sim, venue);
  const before = client.messages.length;
  advance(seconds);
  sim.pause();
  advance(10);
  await sim.settled();
  await caughtUp(venue, client);
  const heard: Heard = { trades: new Map(), unreadable: 0, empty: 0 };
  for (const frame of client.messages.slice(before, -1)) {
    const read = readFrame(venue, frame);
    if (read === null) heard.unreadable++;
    else if (read.length === 0) heard.empty++;
    for (const trade of read ?? [])
      heard.trades.set(trade.symbol, [...(heard.trades.get(trade.symbol) ?? []), trade]);
  }
  return heard;
}

const ROUGH: FaultScript = [
  { type: "lose", rate: 0.01, run: [1, 4] },
  { type: "malform", rate: 0.02, kinds: MALFORMED_KINDS.filter((kind) => kind !== "duplicate_key") },
  { type: "malform", rate: 0.01, kinds: ["truncated_json", "not_json"], mode: "extra" },
  { type: "repeat", rate: 0.01, times: 2 },
  { type: "delay", rate: 0.02, byMs: [50, 2_000] },
  { type: "noise", rate: 0.01 },
  { type: "skip", rate: 0.002, count: [1, 3] },
];

describe("the fault script, against the truth", () => {
  it.each(VENUES)("%s: what a client hears is exactly what the simulator says it sent", async (venue) => {
    const run = await start({ rate: 400, faults: ROUGH, seed: 11, historySeconds: 0 });
    const heard = await hear(run, venue, 25);
    let unreadable = 0;
    let empty = 0;
    for (const truth of run.sim.truths().filter((one) => one.venue === venue)) {
      const book = run.sim.book(venue, truth.symbol);
      const frames = heard.trades.get(truth.symbol) ?? [];
      const unique = new Map(frames.map((trade) => [trade.id, trade]));
      let expected = 0;
      for (let index = 0; index < book.count; index++) {
        const { id, ticks, lots, flags } = book.at(index);
        const trade = unique.get(String(id));
        expect(trade === undefined).toBe(isUnheard(flags));
        if (!trade) {
          expect(flags & (FATE.lost | FATE.malformed)).not.toBe(0);
          continue;
        }
        expected++;
        expect(parseUnits(trade.price, book.instrument.priceDecimals)).toBe(ticks);
        expect(parseUnits(trade.quantity, book.instrument.sizeDecimals)).toBe(lots);
        expect(trade.side).toBe((flags & FATE.takerSold) !== 0 ? "sell" : "buy");
      }
      expect(truth.heard.count).toBe(expected);
      expect(unique.size).toBe(expected);
      // a repeated frame of Kraken repeats all of its trades
      const copies = frames.length - unique.size;
      if (venue === "kraken") expect(copies).toBeGreaterThanOrEqual(truth.extras.repeated);
      else expect(copies).toBe(truth.extras.repeated);
      const backwards = frames.some((trade, i) => i > 0 && BigInt(trade.id) < BigInt(frames[i - 1]?.id ?? 0));
      expect(backwards).toBe(truth.late.length > 0);
      unreadable += Object.values(truth.extras.malformed).reduce((sum, count) => sum + count, 0);
      empty += truth.extras.noise;
    }
    expect(heard.unreadable).toBe(unreadable);
    expect(heard.empty).toBe(empty);
    expect(unreadable).toBeGreaterThan(5);
    expect(run.sim.truths().some((one) => one.skipped.length > 0)).toBe(true);
  });

  it("strikes the same trades for the same seed", async () => {
    const outcomes: string[] = [];
    for (let round = 0; round < 2; round++) {
      const run = await start({
        rate: 200,
        faults: [{ type: "lose", rate: 0.05, run: [1, 3] }],
        seed: "twice",
        historySeconds: 1,
      });
      run.advance(10);
      outcomes.push(JSON.stringify(run.sim.truths()));
      await run.sim.stop();
    }
    expect(outcomes[0]).toBe(outcomes[1]);
    expect(outcomes[0]).toContain('"lost":[{');
  });

  it("never changes the market: the same trades with faults and without", async () => {
    const sums: unknown[] = [];
    for (const faults of [[], ROUGH.filter((fault) => fault.type !== "skip")]) {
      const run = await start({ rate: 300, faults, historySeconds: 5 });
      run.advance(8);
      sums.push(
        run.sim.truths().map(({ symbol, all, firstId, lastId }) => ({ symbol, all, firstId, lastId })),
      );
      await run.sim.stop();
    }
    expect(sums[0]).toEqual(sums[1]);
  });

  it.each(MALFORMED_KINDS.filter((kind) => kind !== "duplicate_key"))(
    "%s cannot be read on any venue",
    async (kind) => {
      const run = await start({ rate: 1, historySeconds: 0 });
      for (const [venue, symbol] of [
        ["binance", "BTCUSDT"],
        ["coinbase", "BTC-USD"],
        ["kraken", "BTC/USD"],
      ] as const) {
        const client = await subscribeAll(run.sim, venue);
        const before = client.messages.length;
        const trade = { price: "98000.5", quantity: "0.01", side: "buy" as const };
        expect(run.sim.emit({ venue, symbol, trade, deliver: { malform: kind } }).reached).toBe(1);
        await run.caughtUp(venue, client);
        expect(readFrame(venue, client.messages[before] ?? "")).toBeNull();
        expect(run.sim.truth(venue, symbol)).toMatchObject({
          malformed: [{}],
          unheard: [{}],
          extras: { malformed: { [kind]: 1 } },
        });
      }
    },
  );
});

describe("outages", () => {
  it("drops sockets, refuses new ones, and counts what nobody heard", async () => {
    const drop: FaultScript[number] = {
      type: "drop",
      venue: "binance",
      every: [5, 5],
      seconds: [6, 6],
      limit: 1,
    };
    const run = await start({ rate: 100, faults: [drop], historySeconds: 0 });
    const first = await subscribeAll(run.sim, "binance");
    const other = await subscribeAll(run.sim, "kraken");
    run.advance(5.5);
    expect((await first.closed).code).toBe(1012);
    await expect(subscribeAll(run.sim, "binance")).rejects.toThrow("503");
    run.advance(6);
    const second = await subscribeAll(run.sim, "binance");
    run.advance(3);
    await run.caughtUp("binance", second);
    await run.caughtUp("kraken", other);
    const truth = run.sim.truth("binance", "BTCUSDT");
    const ids = [first, second].map((client) =>
      client.messages
        .flatMap((frame) => readFrame("binance", frame) ?? [])
        .filter((trade) => trade.symbol === "BTCUSDT")
        .map((trade) => BigInt(trade.id)),
    );
    // everything sent before the goodbye arrived; the gap is the outage, to the number
    expect(truth.unheard).toEqual([
      { from: String((ids[0]?.at(-1) ?? 0n) + 1n), to: String((ids[1]?.[0] ?? 0n) - 1n) },
    ]);
    expect(run.sim.truth("kraken", "BTC/USD").unheard).toEqual([]);
    expect(run.sim.stats().faults).toEqual({ drop: 1 });
  });

  it("freezes: sockets stay open and silent, then go on", async () => {
    const freeze: FaultScript[number] = {
      type: "freeze",
      venue: "coinbase",
      every: [2, 2],
      seconds: [3, 3],
      limit: 1,
    };
    const run = await start({ rate: 100, faults: [freeze], historySeconds: 0 });
    const client = await subscribeAll(run.sim, "coinbase");
    run.advance(2.5);
    const silent = run.sim.stats().venues.coinbase;
    run.advance(2);
    expect(run.sim.stats().venues.coinbase).toEqual({ ...silent, frozen: true });
    run.advance(3);
    await run.caughtUp("coinbase", client);
    expect(run.sim.truth("coinbase", "BTC-USD").unheard).toHaveLength(1);
  });

  it("restarts a venue's numbers", async () => {
    const reset: FaultScript[number] = {
      type: "reset",
      venue: "kraken",
      symbol: "BTC/USD",
      every: [2, 2],
      to: "500",
      limit: 1,
    };
    const run = await start({ rate: 200, faults: [reset], historySeconds: 5 });
    run.advance(6);
    const truth = run.sim.truth("kraken", "BTC/USD");
    expect(truth.eras).toHaveLength(2);
    expect(truth.eras[1]?.from).toBe("500");
    expect(run.sim.truth("kraken", "ETH/USD").eras).toHaveLength(1);
  });
});

describe("the script's form", () => {
  it("accepts the demo's", () => {
    expect(faultScript.parse(DEMO_FAULTS)).toHaveLength(DEMO_FAULTS.length);
  });

  it.each([
    [[{ type: "lose" }], 'needs either "rate" or "every"'],
    [[{ type: "lose", rate: 0.1, every: [1, 2] }], 'needs either "rate" or "every"'],
    [[{ type: "lose", rate: 2 }], "<=1"],
    [[{ type: "drop", seconds: [9, 3] }], "lower end"],
    [[{ type: "loose", rate: 1 }], "type"],
    [[{ type: "lose", rate: 1, venu: "kraken" }], "venu"],
  ])("refuses %j", (script, message) => {
    const read = faultScript.safeParse(script);
    expect(read.success).toBe(false);
    expect(read.error && z.prettifyError(read.error)).toContain(message);
  });
});
