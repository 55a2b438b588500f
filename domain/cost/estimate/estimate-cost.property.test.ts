import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { quickTotal } from "../analysis/quick-total";
import { decimal } from "../decimal";
import { type CostInputs, costInputsSchema } from "../inputs/cost-inputs";
import { resolveScale } from "../inputs/resolve-scale";
import { defaultPriceSheet as sheet } from "../prices/default-price-sheet";
import { overridePrices, type PriceOverrides } from "../prices/override-prices";
import { PRICE_IDS } from "../prices/price-ids";
import { arbitraryInputs } from "../testing/arbitrary-inputs";
import { stepByStep } from "../testing/step-by-step";
import { estimateCost } from "./estimate-cost";
import { workerPlatform } from "./worker-line";

const RUNS = { numRuns: 200 };

function total(inputs: CostInputs) {
  return quickTotal(inputs, sheet);
}

/** The total may not fall when the change is made. */
function rises(inputs: CostInputs, change: Partial<CostInputs>): boolean {
  return total({ ...inputs, ...change }).greaterThanOrEqualTo(total(inputs));
}

describe("estimateCost", () => {
  it("agrees with an independent calculation for any inputs", () => {
    fc.assert(
      fc.property(arbitraryInputs, (inputs) => {
        const wanted = stepByStep(resolveScale(inputs).inputs);
        for (const { id, usd } of estimateCost(inputs, sheet).lines) {
          const expected = wanted[id] ?? Number.NaN;
          expect(Math.abs(Number(usd) - expected), id).toBeLessThanOrEqual(1e-9 * Math.max(1, expected));
        }
      }),
      RUNS,
    );
  });

  it("prints lines that add up to the total, to the last place", () => {
    fc.assert(
      fc.property(arbitraryInputs, (inputs) => {
        const { lines, total: printed } = estimateCost(inputs, sheet);
        const added = lines.reduce((sum, { usd }) => sum.plus(usd), decimal(0));
        expect(added.equals(printed)).toBe(true);
        expect(printed).toMatch(/^\d+\.\d{6,12}$/);
      }),
      RUNS,
    );
  });

  it("splits every line into charges at prices of the sheet", () => {
    fc.assert(
      fc.property(arbitraryInputs, (inputs) => {
        for (const line of estimateCost(inputs, sheet).lines) {
          const charged = line.charges.reduce(
            (sum, { quantity, unitPrice }) => sum.plus(decimal(quantity).times(unitPrice)),
            decimal(0),
          );
          expect(charged.minus(line.usd).abs().lessThan("1e-9")).toBe(true);
        }
      }),
      { numRuns: 50 },
    );
  });

  it("never falls with fan-out, retention, bytes, peak, replication or months kept", () => {
    fc.assert(
      fc.property(arbitraryInputs, fc.integer({ min: 1, max: 20 }), (inputs, more) => {
        expect(rises(inputs, { consumerGroups: inputs.consumerGroups + more })).toBe(true);
        expect(rises(inputs, { kafkaRetentionHours: inputs.kafkaRetentionHours + more })).toBe(true);
        expect(rises(inputs, { dbRetentionDays: inputs.dbRetentionDays + more })).toBe(true);
        expect(rises(inputs, { bytes: inputs.bytes + more })).toBe(true);
        expect(rises(inputs, { peak: inputs.peak + more })).toBe(true);
        expect(rises(inputs, { replicationFactor: inputs.replicationFactor + 1 })).toBe(true);
        expect(rises(inputs, { glacierMonths: inputs.glacierMonths + more })).toBe(true);
      }),
      RUNS,
    );
  });

  it("never falls with the rate while the workers' platform stays", () => {
    fc.assert(
      fc.property(arbitraryInputs, fc.integer({ min: 1, max: 5_000_000 }), (inputs, more) => {
        const { rate } = resolveScale(inputs).inputs;
        fc.pre(workerPlatform(rate) === workerPlatform(rate + more));
        expect(rises({ ...inputs, rate }, { rate: rate + more })).toBe(true);
      }),
      RUNS,
    );
  });

  it("never falls with the rate between the scales while the sizes stay", () => {
    const regimes = [
      [1_000, 99_999],
      [100_000, 3_162_277],
      [3_162_278, 50_000_000],
    ] as const;
    fc.assert(
      fc.property(
        arbitraryInputs,
        fc
          .constantFrom(...regimes)
          .chain(([min, max]) => fc.tuple(fc.integer({ min, max }), fc.integer({ min, max }))),
        (inputs, [a, b]) => {
          const free = { ...inputs, preset: null };
          const lower = total({ ...free, rate: Math.min(a, b) });
          expect(total({ ...free, rate: Math.max(a, b) }).greaterThanOrEqualTo(lower)).toBe(true);
        },
      ),
      RUNS,
    );
  });

  it("steps down where workers move to EC2, which is why the rules above stay on one side", () => {
    const workers = (rate: number) =>
      Number(
        estimateCost(costInputsSchema.parse({ preset: "1m", rate }), sheet).lines.find(
          ({ id }) => id === "workers",
        )?.usd,
      );
    expect(workers(100_000)).toBeLessThan(workers(99_999));
  });

  it("knows only the product of rate and bytes where only bytes flow", () => {
    const byBytes = [
      "kafka-disk",
      "cross-az-produce",
      "cross-az-consume",
      "object-storage",
      "object-requests",
      "nat",
      "brokers",
    ];
    fc.assert(
      fc.property(arbitraryInputs, fc.integer({ min: 2, max: 8 }), (inputs, factor) => {
        const { rate } = resolveScale(inputs).inputs;
        const bytes = inputs.bytes * factor;
        const fewLarge = estimateCost({ ...inputs, rate, bytes }, sheet).lines;
        const manySmall = estimateCost({ ...inputs, rate: rate * factor, bytes: inputs.bytes }, sheet).lines;
        for (const { id, usd } of fewLarge)
          if (byBytes.includes(id)) expect(manySmall.find((line) => line.id === id)?.usd, id).toBe(usd);
      }),
      RUNS,
    );
  });

  it("has no scale of its own: proportional lines double with the rate and all lines with the prices", () => {
    const proportional = [
      "kafka-disk",
      "cross-az-produce",
      "cross-az-consume",
      "database-replication",
      "nat",
    ];
    const doubled: PriceOverrides = {};
    for (const id of PRICE_IDS)
      if (sheet.prices[id].unit !== "share") doubled[id] = decimal(sheet.prices[id].value).times(2).toFixed();
    const dear = overridePrices(sheet, doubled);
    fc.assert(
      fc.property(arbitraryInputs, (inputs) => {
        const { rate } = resolveScale(inputs).inputs;
        const once = estimateCost({ ...inputs, rate }, sheet);
        const twice = estimateCost({ ...inputs, rate: rate * 2 }, sheet).lines;
        for (const { id, usd } of once.lines)
          if (proportional.includes(id)) {
            const other = twice.find((line) => line.id === id)?.usd ?? "0";
            expect(decimal(usd).times(2).minus(other).abs().lessThan("1e-11"), id).toBe(true);
          }
        const more = decimal(quickTotal({ ...inputs, rate }, dear));
        expect(more.minus(decimal(once.total).times(2)).abs().lessThan("1e-10")).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});
