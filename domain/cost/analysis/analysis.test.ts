import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decimal } from "../decimal";
import { estimateCost } from "../estimate/estimate-cost";
import { costInputsSchema } from "../inputs/cost-inputs";
import { defaultPriceSheet as sheet } from "../prices/default-price-sheet";
import { arbitraryInputs } from "../testing/arbitrary-inputs";
import { allocateCost } from "./allocate-cost";
import { compareScenarios } from "./compare-scenarios";
import { costCurve, logRates } from "./cost-curve";
import { leverSavings } from "./lever-savings";
import { LEVERS } from "./levers";
import { marginalPerMillion } from "./marginal-per-million";
import { quickTotal } from "./quick-total";
import { replayCost } from "./replay-cost";
import { sensitivities } from "./sensitivities";

const oneMillion = costInputsSchema.parse({ preset: "1m" });

describe("sensitivities", () => {
  const bars = sensitivities(oneMillion, sheet);
  const bar = (input: string) => bars.find((one) => one.input === input);

  it("halves, doubles and flips, with what each does to the month", () => {
    expect(bar("kafkaCompression")?.ends).toMatchObject([
      { value: 1, delta: "26494.080000" },
      { value: 4, delta: "-13247.040000" },
    ]);
    expect(bar("rackAware")?.ends).toMatchObject([{ value: true, delta: "-13140.000000" }]);
  });

  it("stops at the bounds and says so, leaves out what changes nothing, longest first", () => {
    expect(bar("diskUtilisation")?.ends.at(-1)).toMatchObject({ value: 1, clamped: true });
    expect(bar("tieredReadGb")).toBeUndefined();
    const swings = bars.map(({ swing }) => Number(swing));
    expect(swings).toEqual([...swings].sort((a, b) => b - a));
  });

  it("says which ends could not be built", () => {
    const serverless = bar("brokerKind")?.ends.find(({ value }) => value === "serverless");
    expect(serverless?.infeasible).toContain("Serverless takes");
  });
});

describe("leverSavings", () => {
  const pair = LEVERS.filter(({ id }) => id === "rack-aware" || id === "kafka-compression");

  it("does not add up savings that overlap", () => {
    const saved = leverSavings(oneMillion, sheet, pair);
    expect(saved.alone.map(({ delta }) => delta)).toEqual(["-13140.000000", "-13247.040000"]);
    // halved traffic leaves rack-awareness 6,570 to save instead of 13,140
    expect(saved.together).toBe("-19817.040000");
    expect(saved.interaction).toBe("6570.000000");
  });

  it("leaves out what cannot be built", () => {
    const ten = costInputsSchema.parse({ preset: "10m" });
    const small = LEVERS.filter(({ id }) => id === "small-brokers");
    const saved = leverSavings(ten, sheet, small);
    expect(saved.alone[0]?.infeasible).toContain("brokers exceed");
    expect(saved.together).toBe("0.000000");
  });
});

describe("costCurve", () => {
  it("meets the presets and names the steps", () => {
    const points = costCurve(oneMillion, sheet, [10_000, 99_999, 100_000, 1_000_000, 10_000_000]);
    expect(points.map(({ total }) => Number(total).toFixed(2))).toEqual(
      ["1501.14", points[1], points[2], "47385.71", "446549.07"].map((one) =>
        typeof one === "string" ? one : Number(one?.total).toFixed(2),
      ),
    );
    expect(points[2]?.steps).toContain("workers fargate → ec2");
  });

  it("can hold the preset and move the rate alone", () => {
    const [point] = costCurve(oneMillion, sheet, [5_000_000], { follow: "preset" });
    expect(point?.brokerSize).toBe("m7g.2xl");
  });

  it("spaces rates evenly on a logarithmic axis", () => {
    expect(logRates(1_000, 1_000_000, 4)).toEqual([1_000, 10_000, 100_000, 1_000_000]);
  });
});

describe("marginalPerMillion", () => {
  it("is below the average where a floor is paid already, and knows a step", () => {
    const { perMillionMessages, stepped } = marginalPerMillion(oneMillion, sheet);
    expect(Number(perMillionMessages)).toBeLessThan(0.018031);
    expect(stepped).toBe(false);
    expect(marginalPerMillion(costInputsSchema.parse({ preset: "1m", rate: 99_500 }), sheet).stepped).toBe(
      true,
    );
  });
});

describe("compareScenarios", () => {
  const a = estimateCost(oneMillion, sheet);
  const b = estimateCost(
    costInputsSchema.parse({ preset: "1m", brokerKind: "express", rackAware: true }),
    sheet,
  );
  const compared = compareScenarios(a, b);

  it("has a delta on every line either side has, adding up to the total's", () => {
    expect(compared.lines.find(({ id }) => id === "express-data-in")).toMatchObject({
      a: "0.000000",
      b: "3285.000000",
    });
    const added = compared.lines.reduce((sum, { delta }) => sum.plus(delta), decimal(0));
    expect(added.equals(compared.total.delta)).toBe(true);
  });

  it("lists the inputs that differ", () => {
    expect(compared.inputs.map(({ id }) => id)).toEqual(["brokerKind", "rackAware"]);
  });
});

describe("allocateCost", () => {
  const estimate = estimateCost(oneMillion, sheet);
  const usage = { bytesIn: 10, bytesOut: 30, bytesRetained: 10, rows: 1, bytesStored: 5 };

  it("spreads bytes by bytes, not by messages, and hides no remainder", () => {
    const { allocations, unallocatedUsd, unallocatedShare } = allocateCost(estimate, [
      { key: "few large", messages: 1, ...usage },
      { key: "many small", messages: 9, ...usage },
    ]);
    const sum = allocations.reduce((all, { usd }) => all.plus(usd), decimal(unallocatedUsd));
    expect(sum.equals(estimate.total)).toBe(true);
    expect(Number(unallocatedUsd)).toBeCloseTo(500 + 550 + 912.6, 6);
    expect(unallocatedShare).toBeCloseTo(0.0414, 4);
    // only the workers' line knows of messages: 80 % of it is the whole difference
    const [larger, smaller] = allocations;
    expect(larger?.key).toBe("many small");
    expect(Number(larger?.usd) - Number(smaller?.usd)).toBeCloseTo(5_365.5 * 0.8, 6);
  });

  it("leaves everything unallocated where nothing was used", () => {
    expect(allocateCost(estimate, []).unallocatedUsd).toBe(estimate.total);
  });

  it("adds up for any usage", () => {
    const some = fc.integer({ min: 0, max: 1_000_000 });
    const any = fc.record({
      key: fc.string(),
      messages: some,
      bytesIn: some,
      bytesOut: some,
      bytesRetained: some,
      rows: some,
      bytesStored: some,
    });
    fc.assert(
      fc.property(fc.array(any, { maxLength: 5 }), (usages) => {
        const { allocations, unallocatedUsd } = allocateCost(estimate, usages);
        expect(
          allocations.reduce((all, { usd }) => all.plus(usd), decimal(unallocatedUsd)).equals(estimate.total),
        ).toBe(true);
      }),
      { numRuns: 50 },
    );
  });
});

describe("replayCost", () => {
  it("prices what a replay adds, in proportion to its records", () => {
    const once = replayCost(oneMillion, sheet, 1_000_000);
    const twice = replayCost(oneMillion, sheet, 2_000_000);
    expect(decimal(once.total).times(2).minus(twice.total).abs().lessThan("1e-11")).toBe(true);
    // 0.125 GB on the wire, two thirds of it across a zone, billed on both sides
    expect(Number(once.parts.find(({ id }) => id === "produce")?.usd)).toBeCloseTo(0.125 * (2 / 3) * 0.02, 9);
    expect(replayCost(oneMillion, sheet, 0).total).toBe("0.000000");
  });
});

describe("speed", () => {
  it("stays far below a frame for an estimate", () => {
    const inputs = fc.sample(arbitraryInputs, { numRuns: 300, seed: 1 });
    for (const one of inputs) estimateCost(one, sheet);
    const started = performance.now();
    for (const one of inputs) estimateCost(one, sheet, { today: "2026-11-24" });
    expect((performance.now() - started) / inputs.length).toBeLessThan(16);
  });

  it("gives the same total without writing anything out", () => {
    fc.assert(
      fc.property(arbitraryInputs, (inputs) => {
        expect(quickTotal(inputs, sheet).equals(estimateCost(inputs, sheet).total)).toBe(true);
      }),
      { numRuns: 50 },
    );
  });
});
