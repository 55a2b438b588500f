import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  bucketBounds,
  bucketMiddle,
  bucketOf,
  bucketOfSlot,
  HISTORY_BUCKET,
  LATENCY_LIMIT_MICROS,
  SLOTS,
  slotOf,
} from "./buckets";
import { enoughFor, histogramOf, percentileOf } from "./histogram";
import { judgeTier } from "./tier";

const latency = fc.integer({ min: -LATENCY_LIMIT_MICROS + 1, max: LATENCY_LIMIT_MICROS - 1 });
const histogram = (values: readonly number[]) =>
  histogramOf(values.map((value) => ({ bucket: bucketOfSlot(slotOf(value)), count: 1 })));

describe("buckets", () => {
  it("hold what falls into them, and their middle is within 4.5 % of it", () => {
    fc.assert(
      fc.property(latency, (micros) => {
        const bucket = bucketOf(micros);
        const { from, to } = bucketBounds(bucket);
        const [low, high] = from < to ? [from, to] : [to, from];
        expect(micros).toBeGreaterThanOrEqual(low * (1 + Math.sign(low) * -1e-9));
        expect(micros).toBeLessThanOrEqual(high * (1 + Math.sign(high) * 1e-9));
        if (bucket !== 0) expect(Math.abs(bucketMiddle(bucket) / micros - 1)).toBeLessThan(0.0453);
        const slot = slotOf(micros);
        expect(slot).toBeGreaterThanOrEqual(0);
        expect(slot).toBeLessThan(SLOTS - 1);
        expect(bucketOfSlot(slot)).toBe(bucket);
      }),
    );
  });

  it("count history apart, in both directions", () => {
    for (const micros of [LATENCY_LIMIT_MICROS, 1e18, -1e18, -LATENCY_LIMIT_MICROS])
      expect(bucketOfSlot(slotOf(micros))).toBe(HISTORY_BUCKET);
    expect(histogram([5, 1e18])).toMatchObject({ n: 1, history: 1 });
  });
});

describe("percentileOf", () => {
  it("is the same however the sample was split, and lies within its interval", () => {
    fc.assert(
      fc.property(
        fc.array(latency, { minLength: enoughFor(0.99), maxLength: 900 }),
        fc.nat(),
        (values, cut) => {
          const at = cut % values.length;
          const whole = histogram(values);
          const merged = histogramOf([
            ...histogram(values.slice(0, at)).buckets,
            ...histogram(values.slice(at)).buckets,
          ]);
          expect(merged).toEqual(whole);
          const sorted = values.toSorted((a, b) => a - b);
          for (const p of [0.5, 0.95, 0.99]) {
            const found = percentileOf(whole, p);
            if (found === null) throw new Error("so many values are enough for p99");
            expect(found.low).toBeLessThanOrEqual(found.value);
            expect(found.value).toBeLessThanOrEqual(found.high);
            expect(bucketOf(found.value)).toBe(bucketOf(sorted[Math.ceil(values.length * p) - 1] ?? 0));
          }
        },
      ),
      { numRuns: 30 },
    );
  });

  it("does not answer for a sample that is too small", () => {
    expect(enoughFor(0.5)).toBeLessThan(25);
    for (const p of [0.5, 0.95, 0.99, 0.999]) {
      const n = enoughFor(p);
      expect(percentileOf(histogramOf([{ bucket: 80, count: n - 1 }]), p)).toBeNull();
      expect(percentileOf(histogramOf([{ bucket: 80, count: n }]), p)).not.toBeNull();
    }
  });

  it("holds the true percentile in its interval about 95 times in 100", () => {
    let held = 0;
    let seed = 7;
    const random = () => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed / 2_147_483_647;
    };
    const truth = 1_000 * -Math.log(1 - 0.95);
    for (let run = 0; run < 400; run++) {
      const found = percentileOf(
        histogram(Array.from({ length: 500 }, () => -1_000 * Math.log(random()))),
        0.95,
      );
      if (found !== null && found.low <= truth * 1.045 && found.high >= truth / 1.045) held++;
    }
    expect(held / 400).toBeGreaterThan(0.93);
  });
});

describe("judgeTier", () => {
  const at = (value: number, high = value) => ({ value, low: value, high });
  it.each([
    [{ kind: "unknown" }, null, null],
    [{ kind: "clock" }, at(-3_000), at(20_000)],
    [{ kind: "met", name: "L3" }, at(9_000), at(90_000)],
    [{ kind: "met", name: "L2" }, at(900), at(9_000)],
    [{ kind: "unsure", name: "L2" }, at(900), at(9_900, 12_000)],
    [{ kind: "missed" }, at(900), at(600_000)],
  ] as const)("%j", (expected, p50, p99) => {
    const verdict = judgeTier(p50, p99);
    expect(verdict.kind).toBe(expected.kind);
    if ("name" in expected && "tier" in verdict) expect(verdict.tier.name).toBe(expected.name);
  });
});
