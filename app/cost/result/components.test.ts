import { expect, it } from "vitest";
import { decimal, sum } from "@/domain/cost/decimal";
import { estimateCost } from "@/domain/cost/estimate/estimate-cost";
import { LINES } from "@/domain/cost/estimate/lines";
import { costInputsSchema } from "@/domain/cost/inputs/cost-inputs";
import { defaultPriceSheet } from "@/domain/cost/prices/default-price-sheet";
import { COMPONENTS, componentCosts } from "./components";

it("stacks up to the total, and has a place for every line", () => {
  const estimate = estimateCost(costInputsSchema.parse({ preset: "1m", nat: true }), defaultPriceSheet);
  const costs = componentCosts(estimate);
  expect(sum(costs.map(({ usd }) => decimal(usd))).toFixed(6)).toBe(decimal(estimate.total).toFixed(6));
  expect(costs.reduce((all, { share }) => all + share, 0)).toBeCloseTo(1, 12);
  const known = new Set(COMPONENTS.map(({ group }) => group));
  for (const { group } of Object.values(LINES)) expect(known.has(group)).toBe(true);
});
