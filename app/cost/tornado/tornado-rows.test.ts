import { describe, expect, it } from "vitest";
import { sensitivities } from "@/domain/cost/analysis/sensitivities";
import { costInputsSchema } from "@/domain/cost/inputs/cost-inputs";
import { defaultPriceSheet } from "@/domain/cost/prices/default-price-sheet";
import { tornadoRows } from "./tornado-rows";

const bars = sensitivities(costInputsSchema.parse({ preset: "1m" }), defaultPriceSheet);

describe("tornadoRows", () => {
  it("keeps the order of the bars, longest first, each end on its side of the base", () => {
    const rows = tornadoRows(bars, 12);
    expect(rows).toHaveLength(12);
    expect(rows.map(({ label }) => label)).toEqual(bars.slice(0, 12).map(({ label }) => label));
    for (const { down, up } of rows) {
      expect(down.delta).toBeLessThanOrEqual(0);
      expect(up.delta).toBeGreaterThanOrEqual(0);
    }
  });

  it("says of an end which value it is and what it does", () => {
    const rate = tornadoRows(bars, 50).find(({ label }) => label === "Message rate");
    expect(rate?.base).toBe("1,000,000 messages/s");
    expect(rate?.down.text).toMatch(/^500,000 messages\/s: −\$[\d,]+$/);
    expect(rate?.up.text).toMatch(/^2,000,000 messages\/s: \+\$[\d,]+/);
  });

  it("has one side only for a toggle", () => {
    const rack = tornadoRows(bars, 50).find(({ label }) => label === "Rack-aware fetch");
    expect(rack?.down.text).toMatch(/^on: −/);
    expect(rack?.up).toEqual({ delta: 0, text: "", infeasible: null });
  });
});
