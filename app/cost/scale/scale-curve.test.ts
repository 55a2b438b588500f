import { describe, expect, it } from "vitest";
import { estimateCost } from "@/domain/cost/estimate/estimate-cost";
import { costInputsSchema } from "@/domain/cost/inputs/cost-inputs";
import { defaultPriceSheet as sheet } from "@/domain/cost/prices/default-price-sheet";
import { curveRates, scaleCurve } from "./scale-curve";

describe("the curve over scale", () => {
  it("has decades, the scenario's own rate, and nothing twice", () => {
    const rates = curveRates(173);
    expect(rates).toContain(173);
    expect(rates).toContain(10_000);
    expect(rates.at(0)).toBe(100);
    expect(rates.at(-1)).toBe(100_000_000);
    expect(new Set(rates).size).toBe(rates.length);
    expect(curveRates(1_000_000)).toHaveLength(61);
    expect(curveRates(7)[0]).toBe(1);
    expect(curveRates(5e8).at(-1)).toBe(1e9);
  });

  it("meets the total at the scenario's own rate", () => {
    const inputs = costInputsSchema.parse({ rate: 250_000, zones: 2 });
    const estimate = estimateCost(inputs, sheet);
    const { points, own } = scaleCurve({ inputs, sheet, estimate });
    expect(points[own]).toMatchObject({ rate: 250_000, total: estimate.total });
  });
});
