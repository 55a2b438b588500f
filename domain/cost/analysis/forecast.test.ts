import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decimal } from "../decimal";
import { estimateCost } from "../estimate/estimate-cost";
import { costInputsSchema } from "../inputs/cost-inputs";
import { defaultPriceSheet as sheet } from "../prices/default-price-sheet";
import { arbitraryInputs } from "../testing/arbitrary-inputs";
import { forecast } from "./forecast";

const oneMillion = costInputsSchema.parse({ preset: "1m" });

function lake(month: { lines: { id: string; usd: string }[] } | undefined): string {
  return Number(month?.lines.find(({ id }) => id === "object-storage")?.usd).toFixed(2);
}

describe("forecast", () => {
  const { months, steadyFromMonth, steadyTotal } = forecast(oneMillion, sheet, { startMonth: "2026-12" });

  it("fills the lake class by class", () => {
    // 131,400 GB a month: Standard alone, then 1 and 2 months of Infrequent Access, then Glacier
    expect(lake(months[0])).toBe("2942.00");
    expect(lake(months[1])).toBe((2_942 + 131_400 * 0.0125).toFixed(2));
    expect(lake(months[2])).toBe((2_942 + 262_800 * 0.0125).toFixed(2));
    expect(lake(months[3])).toBe((2_942 + 262_800 * 0.0125 + 131_400 * 0.004).toFixed(2));
  });

  it("ends in the steady state of the estimate", () => {
    expect(steadyFromMonth).toBe(12);
    expect(months).toHaveLength(12);
    expect(months.at(-1)?.total).toBe(steadyTotal);
    expect(steadyTotal).toBe(estimateCost(oneMillion, sheet).total);
    expect(months[10]?.total).not.toBe(steadyTotal);
  });

  it("names the months and adds them up", () => {
    expect(months.map(({ calendarMonth }) => calendarMonth)).toMatchObject({
      0: "2026-12",
      1: "2027-01",
      11: "2027-11",
    });
    const sum = months.reduce((all, { total }) => all.plus(total), decimal(0));
    expect(sum.equals(months.at(-1)?.cumulative ?? 0)).toBe(true);
  });

  it("finds the first month over the budget", () => {
    const tight = forecast(oneMillion, sheet, { budgetUsd: 45_000, startMonth: "2026-12" });
    expect(tight.breach).toMatchObject({ month: 8, calendarMonth: "2027-07" });
    expect(forecast(oneMillion, sheet, { budgetUsd: "47385.71" }).breach).toBeNull();
    expect(forecast(oneMillion, sheet).breach).toBeNull();
  });

  it("breaks a budget sooner when the stream grows", () => {
    const grown = forecast(oneMillion, sheet, { budgetUsd: 45_000, growthPerMonth: 0.05 });
    expect(grown.breach?.month).toBe(3);
    expect(grown.months[1]?.rate).toBeCloseTo(1_050_000, 6);
  });

  it("never falls month by month without growth, and reaches the estimate for any months kept", () => {
    fc.assert(
      fc.property(arbitraryInputs, (inputs) => {
        const found = forecast(inputs, sheet);
        const totals = found.months.map(({ total }) => Number(total));
        expect(totals).toEqual([...totals].sort((a, b) => a - b));
        expect(found.months[found.steadyFromMonth - 1]?.total).toBe(found.steadyTotal);
      }),
      { numRuns: 50 },
    );
  });
});
