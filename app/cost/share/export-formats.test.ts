import { describe, expect, it } from "vitest";
import { estimateCost } from "@/domain/cost/estimate/estimate-cost";
import { defaultPriceSheet as sheet } from "@/domain/cost/prices/default-price-sheet";
import { startingInputs } from "@/domain/cost/share/permalink";
import { EXPORTS, exported, exportName } from "./export-formats";

const today = "2026-11-24";
const priced = { inputs: startingInputs, sheet, estimate: estimateCost(startingInputs, sheet, { today }) };

describe("exports", () => {
  it.each(EXPORTS)("$label holds the estimate", ({ id }) => {
    const text = exported(id, priced, today);
    expect(text.length).toBeGreaterThan(500);
    expect(exportName(id, priced, today)).toMatch(/^k2-cost-1000000-per-second-2026-11-24\.[a-z.]+$/);
  });

  it("agrees with the page to the last place", () => {
    expect(exported("csv", priced, today)).toContain(`total,Total,${priced.estimate.total}`);
    expect(JSON.parse(exported("json", priced, today))).toMatchObject({ total: priced.estimate.total });
    expect(exported("focus", priced, today)).toContain("2026-11-01T00:00:00Z");
  });
});
