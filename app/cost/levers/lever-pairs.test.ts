import { describe, expect, it } from "vitest";
import { leverSavings } from "@/domain/cost/analysis/lever-savings";
import { LEVERS } from "@/domain/cost/analysis/levers";
import { estimateCost } from "@/domain/cost/estimate/estimate-cost";
import { costInputsSchema } from "@/domain/cost/inputs/cost-inputs";
import { defaultPriceSheet as sheet } from "@/domain/cost/prices/default-price-sheet";
import { leverPairs, sumAlone } from "./lever-pairs";

const inputs = costInputsSchema.parse({ preset: "1m" });
const priced = { inputs, sheet, estimate: estimateCost(inputs, sheet) };

describe("levers in pairs", () => {
  it("tells that compression shrinks what rack-awareness saves", () => {
    const pair = leverPairs(priced, LEVERS).find(
      ({ a, b }) => a === "Rack-aware fetch" && b === "Kafka compression doubled",
    );
    expect(Number(pair?.interaction)).toBeGreaterThan(0);
  });

  it("leaves out what does not meet", () => {
    const pairs = leverPairs(priced, LEVERS);
    expect(
      pairs.some(({ a, b }) => a === "Rack-aware fetch" && b === "Deep Archive instead of Instant Retrieval"),
    ).toBe(false);
  });

  it("adds up", () => {
    const savings = leverSavings(inputs, sheet, LEVERS);
    const feasible = savings.alone.filter(({ infeasible }) => infeasible === null);
    expect(Number(sumAlone(savings))).toBeCloseTo(
      feasible.reduce((sum, { delta }) => sum + Number(delta), 0),
      6,
    );
  });
});
