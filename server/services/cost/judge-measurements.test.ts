import { describe, expect, it } from "vitest";
import { measurementsSchema } from "@/domain/cost/calibration/measurement";
import { judgeMeasurements, type PipelineFacts } from "./judge-measurements";

const MINUTE = 60_000_000;
const START = Date.UTC(2026, 10, 24, 19, 0) * 1_000;
const facts: PipelineFacts = {
  traffic: {
    trades: 12_000n,
    firstAt: START,
    lastAt: START + 10 * MINUTE,
    wholeMinutes: 8,
    wholeTrades: 9_600n,
    busiestMinute: 3_000n,
  },
  topics: [
    { topic: "market.crypto.trades.binance.raw", partitions: 4, consumed: 9_000n, stored: 9_000n },
    { topic: "market.crypto.trades.kraken.raw", partitions: 4, consumed: 1_500n, stored: 3_000n },
  ],
  feeds: [
    { exchange: "binance", frames: 9_000n, bytes: 1_260_000n, from: START, to: START + 10 * MINUTE },
    { exchange: "kraken", frames: 1_500n, bytes: 525_000n, from: START, to: START + 10 * MINUTE },
  ],
  compression: {
    batches: 400n,
    packedBytes: 714_000n,
    bytes: 1_785_000n,
    from: START,
    to: START + 10 * MINUTE,
  },
  fanOut: { groups: 2, topics: 2 },
  partitions: 8,
  rowSize: { bytes: 2_400_000n, rows: 12_000n, tables: 1 },
};

describe("judgeMeasurements", () => {
  it("turns counts into figures, each with its window and n", () => {
    const { measurements } = judgeMeasurements(facts);
    const window = "2026-11-24 19:00 to 19:10 UTC";
    // 20 trades/s, and 10,500 records stand behind 12,000 stored trades
    expect(measurements.rowsPerSecond).toEqual({ value: 20, window, sampleSize: 12_000 });
    expect(measurements.rate).toEqual({ value: 17.5, window, sampleSize: 12_000 });
    expect(measurements.peak).toEqual({ value: 2.5, window, sampleSize: 8 });
    expect(measurements.bytes).toEqual({ value: 170, window, sampleSize: 10_500 });
    expect(measurements.wireBytes).toEqual({ value: 68, window, sampleSize: 400 });
    expect(measurements.consumerGroups).toEqual({ value: 2, window: "now", sampleSize: 2 });
    expect(measurements.rowBytes).toMatchObject({ value: 200, sampleSize: 12_000 });
    expect(measurements.partitions).toMatchObject({ value: 8, sampleSize: 8 });
    expect(measurementsSchema.safeParse(measurements).success).toBe(true);
  });

  it("says why a figure stays assumed", () => {
    const { measurements, sources, unmeasured } = judgeMeasurements(facts);
    expect(unmeasured.map(({ name }) => name)).toEqual(["storedBytes", "perCore"]);
    expect(Object.keys(sources)).toEqual(Object.keys(measurements));
  });

  it("measures nothing of an empty database", () => {
    const { measurements, unmeasured } = judgeMeasurements({
      traffic: null,
      topics: [],
      feeds: [],
      compression: null,
      fanOut: null,
      partitions: 0,
      rowSize: { bytes: 0n, rows: 0n, tables: 0 },
    });
    expect(measurements).toEqual({});
    expect(unmeasured).toHaveLength(10);
  });

  it("tells no size on the wire where producers do not compress", () => {
    const { unmeasured } = judgeMeasurements({ ...facts, compression: null });
    expect(unmeasured.find(({ name }) => name === "wireBytes")?.reason).toContain("may not compress");
  });

  it("calls a moment no mean, and two minutes no peak", () => {
    const traffic = { trades: 500n, firstAt: START, wholeMinutes: 0, wholeTrades: 0n, busiestMinute: 0n };
    const moment = judgeMeasurements({ ...facts, traffic: { ...traffic, lastAt: START + MINUTE / 3 } });
    expect(moment.measurements.rate).toBeUndefined();
    expect(moment.unmeasured.find(({ name }) => name === "rate")?.reason).toContain("20 s so far");
    const short = judgeMeasurements({ ...facts, traffic: { ...traffic, lastAt: START + MINUTE } });
    expect(short.measurements.rate).toBeDefined();
    expect(short.measurements.peak).toBeUndefined();
  });
});
