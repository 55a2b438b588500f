import { describe, expect, it } from "vitest";
import { forecast } from "@/domain/cost/analysis/forecast";
import { costInputsSchema } from "@/domain/cost/inputs/cost-inputs";
import { defaultPriceSheet } from "@/domain/cost/prices/default-price-sheet";
import { budgetVerdict } from "./budget-verdict";

const inputs = costInputsSchema.parse({ preset: "1m" });
const verdict = (budgetUsd: string | null, growthPerMonth = 0) =>
  budgetVerdict(
    forecast(inputs, defaultPriceSheet, { budgetUsd, growthPerMonth, startMonth: "2026-11" }),
    budgetUsd,
  );

describe("budgetVerdict", () => {
  it("names the month of the breach", () => {
    const late = verdict("60000", 0.05);
    expect(late.tone).toBe("bad");
    expect(late.text).toMatch(/^Exceeds \$60,000 a month in 202\d-\d\d \(month \d+\): \$[\d,.]+\.$/);
    expect(verdict("100").text).toContain("from the first month on");
  });

  it("says that it holds, and where it levels off without one", () => {
    expect(verdict("1000000")).toMatchObject({ tone: "ok" });
    expect(verdict(null).text).toContain("Steady at $47,385.71 a month");
  });
});
