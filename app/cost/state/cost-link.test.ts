import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { estimateCost } from "@/domain/cost/estimate/estimate-cost";
import { defaultPriceSheet } from "@/domain/cost/prices/default-price-sheet";
import { arbitraryInputs } from "@/domain/cost/testing/arbitrary-inputs";
import { encodeCostLink, openCostLink, withoutGlobal } from "./cost-link";
import { type CostState, startingState } from "./cost-state";

const seen = { value: 203.417, sampleSize: 12_034, window: "2026-11-24 19:41 to 19:46 UTC" };

describe("a link", () => {
  it("opens as the page that made it, whatever the inputs", () => {
    fc.assert(
      fc.property(arbitraryInputs, arbitraryInputs, (inputs, other) => {
        const state: CostState = {
          ...startingState,
          draft: inputs,
          inputs,
          overrides: { "nat-gb": "0.01" },
          measurements: { rate: seen, bytes: { ...seen, value: 183.3 } },
          acknowledged: true,
          pinned: { inputs: other, overrides: {} },
          forecast: { growthPercent: 4.5, budgetUsd: "50000" },
        };
        const opened = openCostLink(encodeCostLink(state));
        expect(opened).toEqual({ state, notices: [], problems: [] });
        expect(estimateCost(opened.state.inputs, defaultPriceSheet).total).toBe(
          estimateCost(inputs, defaultPriceSheet).total,
        );
      }),
      { numRuns: 30 },
    );
  });

  it("leaves range, zone and pause to the top bar", () => {
    const opened = openCostLink("?range=6h&tz=Europe%2FLondon&live=false&preset=10k");
    expect(opened.state.inputs.preset).toBe("10k");
    expect(opened.problems).toEqual([]);
    expect(withoutGlobal("?range=6h&preset=10k")).toBe("preset=10k");
    expect(openCostLink("?range=6h").state).toEqual(startingState);
  });

  it("says what is wrong with it, in words, and opens nothing by halves", () => {
    const opened = openCostLink("?preset=10k&peak=0.2&zonez=3&a=preset%3D7k");
    expect(opened.state).toEqual(startingState);
    expect(opened.problems.map(({ input }) => input)).toEqual(["zonez", "peak", "preset"]);
    expect(opened.problems.at(-1)?.message).toMatch(/^scenario A: preset is "7k"/);
  });

  it("tells that its prices are of another day", () => {
    expect(openCostLink("?v=1&prices=2020-01-01&preset=1m").notices).toHaveLength(1);
  });

  it("takes a budget and growth alone", () => {
    const { state } = openCostLink("?budget=1000&growth=5");
    expect(state.forecast).toEqual({ growthPercent: 5, budgetUsd: "1000" });
    expect(openCostLink("?budget=lots&growth=1e9").state.forecast).toEqual(startingState.forecast);
  });
});
