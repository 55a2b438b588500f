import { describe, expect, it } from "vitest";
import { callsFor, type PlannedGap, planBackfill } from "./plan-backfill";
import { emptyBucket, takeFrom } from "./token-bucket";
import { VENUE_LIMITS } from "./venues";

const gap = (from: bigint, to: bigint, over: Partial<PlannedGap> = {}): PlannedGap => ({
  gapId: from,
  instrumentId: 1,
  epoch: 0,
  exchange: "binance",
  market: "spot",
  symbol: "BTCUSDT",
  timeBefore: Number(from) * 1_000,
  timeAfter: Number(to + 2n) * 1_000,
  missing: [{ from, to }],
  notAsked: [],
  ...over,
});

describe("planBackfill", () => {
  it.each([
    [1n, 1],
    [1_000n, 1],
    [1_001n, 2],
    [10_000n, 10],
  ])("asks for %d numbers in a row with %d calls of weight 25", (count, calls) => {
    const [plan] = planBackfill([gap(5_000n, 5_000n + count - 1n)]).venues;
    expect(plan).toMatchObject({ venue: "binance", gaps: 1, numbers: count, calls, weight: calls * 25 });
    expect(plan?.seconds).toBeCloseTo((calls * 25) / 75);
  });

  it("fetches neighbouring gaps of an instrument with one call, far ones apart", () => {
    const near = planBackfill([gap(100n, 110n), gap(300n, 310n), gap(900n, 950n)]).venues[0];
    expect(near).toMatchObject({ gaps: 3, calls: 1, numbers: 73n });
    expect(near?.items.map((item) => item.stretch)).toEqual([0, 0, 0]);
    const far = planBackfill([gap(100n, 110n), gap(9_000n, 9_010n), gap(9_100n, 9_101n, { instrumentId: 2 })])
      .venues[0];
    expect(far).toMatchObject({ gaps: 3, calls: 3 });
    const restarted = planBackfill([gap(100n, 110n), gap(120n, 130n, { epoch: 1 }), gap(140n, 150n)])
      .venues[0];
    expect(restarted?.items.map((item) => [item.gap.gapId, item.stretch])).toEqual([
      [100n, 0],
      [140n, 0],
      [120n, 1],
    ]);
  });

  it("leaves out what the venue is known not to have, and markets without a history", () => {
    const plan = planBackfill([
      gap(1n, 10n, { notAsked: [{ from: 1n, to: 10n }] }),
      gap(1n, 10n, { notAsked: [{ from: 3n, to: 10n }] }),
      gap(1n, 10n, { exchange: "bybit" }),
      gap(1n, 10n, { market: "usdm" }),
    ]);
    expect(plan).toMatchObject({ unsupported: 2, nothingToAsk: 1 });
    expect(plan.venues[0]?.items[0]?.asked).toEqual([{ from: 1n, to: 2n }]);
  });

  it("plans each venue on its own", () => {
    const plan = planBackfill([
      gap(1n, 5n),
      gap(1n, 5n, { exchange: "kraken" }),
      gap(1n, 5n, { exchange: "coinbase" }),
    ]);
    expect(plan.venues.map((one) => [one.venue, one.weight])).toEqual([
      ["binance", 25],
      ["kraken", 1],
      ["coinbase", 1],
    ]);
  });
});

describe("callsFor", () => {
  it("counts a page once for all that it reaches", () => {
    expect(
      callsFor(
        [
          { from: 1n, to: 1n },
          { from: 1_000n, to: 1_000n },
        ],
        1_000,
      ),
    ).toBe(1);
    expect(
      callsFor(
        [
          { from: 1n, to: 1n },
          { from: 1_001n, to: 1_001n },
        ],
        1_000,
      ),
    ).toBe(2);
    expect(
      callsFor(
        [
          { from: 1n, to: 1_500n },
          { from: 1_900n, to: 2_100n },
        ],
        1_000,
      ),
    ).toBe(3);
    expect(callsFor([], 1_000)).toBe(0);
  });
});

describe("takeFrom", () => {
  it("never lets through more than the venue's limit in any minute", () => {
    const { weightPerCall, ...rule } = VENUE_LIMITS.binance;
    let bucket = emptyBucket(0);
    let now = 0;
    const sent: number[] = [];
    // idle for an hour, so that the bucket is full, then as fast as it goes
    now = 3_600;
    while (sent.length < 2_000) {
      const taken = takeFrom(bucket, rule, weightPerCall, now);
      bucket = taken.bucket;
      now += taken.waitSeconds;
      sent.push(now);
    }
    for (const start of sent) {
      const inMinute = sent.filter((at) => at >= start && at < start + 60).length * weightPerCall;
      expect(inMinute).toBeLessThanOrEqual(6_000);
    }
  });

  it("waits for what is not there, and gains nothing from a clock that goes back", () => {
    const rule = { weightPerSecond: 1, burst: 3 };
    const first = takeFrom(emptyBucket(10), rule, 1, 10);
    expect(first.waitSeconds).toBe(1);
    expect(takeFrom(first.bucket, rule, 1, 5).waitSeconds).toBe(2);
    expect(takeFrom({ left: 0, at: 0 }, rule, 1, 1_000).bucket.left).toBe(2);
  });
});
