import { describe, expect, it } from "vitest";
import { costInputsSchema } from "../inputs/cost-inputs";
import { calibrate } from "./calibrate";
import type { Measurements } from "./measurement";

const inputs = costInputsSchema.parse({ preset: "1m", zones: 2 });
const seen = (value: number, sampleSize = 10_000) => ({ value, window: "last 24 h", sampleSize });
const measurements: Measurements = {
  rate: seen(416),
  peak: seen(3.4),
  bytes: seen(255),
  wireBytes: seen(102),
  storedBytes: seen(51, 40),
  consumerGroups: seen(2, 2),
  rowsPerSecond: seen(416),
  perCore: { value: 61_250, window: "bench of 2026-11-20", sampleSize: 5 },
};

function calibrated(options = {}) {
  const found = calibrate(inputs, measurements, options);
  if (!found.ok) throw new Error(found.problems[0]?.message);
  return found;
}

describe("calibrate", () => {
  it("puts measured values and ratios in place of assumptions", () => {
    expect(calibrated().inputs).toMatchObject({
      preset: null,
      rate: 416,
      peak: 3.4,
      bytes: 255,
      kafkaCompression: 2.5,
      storageCompression: 5,
      consumerGroups: 2,
      rowShare: 1,
      perCore: 61_250,
      zones: 2,
    });
  });

  it("says of every input what it rests on", () => {
    const { badges } = calibrated();
    expect(badges.perCore).toEqual({
      kind: "measured",
      window: "bench of 2026-11-20",
      sampleSize: 5,
      how: "measured directly",
    });
    // a ratio is no better than its weaker side
    expect(badges.storageCompression).toMatchObject({
      kind: "measured",
      sampleSize: 40,
      how: "raw bytes ÷ stored bytes",
    });
    expect(badges.zones).toEqual({ kind: "assumed", how: "set by hand" });
    expect(badges.brokerSize).toMatchObject({ kind: "assumed" });
    expect(badges.replicationFactor).toEqual({ kind: "default" });
  });

  it("refuses a rate far beyond the measured one until that is acknowledged", () => {
    const refused = calibrate(inputs, measurements, { rate: "keep" });
    expect(refused).toMatchObject({ ok: false, reason: "extrapolation" });
    expect(refused.ok ? "" : refused.problems[0]?.message).toContain("2,404 times the 416 measured");
    const allowed = calibrate(inputs, measurements, { rate: "keep", acknowledged: true });
    expect(allowed).toMatchObject({ ok: true, inputs: { preset: "1m", perCore: 61_250 } });
    expect(allowed.ok && allowed.warnings.map(({ code }) => code)).toEqual(["beyond-measured"]);
  });

  it("accepts ten times the measured rate", () => {
    const near = costInputsSchema.parse({ rate: 4_160 });
    expect(calibrate(near, measurements, { rate: "keep" }).ok).toBe(true);
  });

  it("refuses a measurement no platform could have", () => {
    const found = calibrate(inputs, { ...measurements, peak: seen(0.2) });
    expect(found).toMatchObject({ ok: false, reason: "invalid", problems: [{ input: "peak" }] });
  });
});
