import { describe, expect, it } from "vitest";
import { defaultPriceSheet as sheet } from "./default-price-sheet";
import { overridePrices } from "./override-prices";
import { isStale, priceAgeDays } from "./price-age";
import { priceSheetSchema } from "./price-sheet";
import snapshot from "./us-east-1.json";

describe("the price sheet", () => {
  it("must hold every price of the formulas and no other", () => {
    const { "msk-storage": _, ...rest } = snapshot.prices;
    expect(priceSheetSchema.safeParse({ ...snapshot, prices: rest }).success).toBe(false);
    const extra = { ...snapshot.prices, "msk-unknown": snapshot.prices["msk-storage"] };
    expect(priceSheetSchema.safeParse({ ...snapshot, prices: extra }).success).toBe(false);
  });

  it.each(["-1", "0.1e3", "1,5", "free", ""])("refuses %j as a price", (value) => {
    expect(() => overridePrices(sheet, { "msk-storage": value })).toThrow();
  });

  it("marks an override as given and leaves the sheet it came from alone", () => {
    const mine = overridePrices(sheet, { "msk-storage": "0.095" });
    expect(mine.prices["msk-storage"]).toMatchObject({ value: "0.095", confidence: "given" });
    expect(sheet.prices["msk-storage"].value).toBe("0.10");
    expect(isStale(mine.prices["msk-storage"], "2030-01-01")).toBe(false);
  });
});

describe("age of a price", () => {
  const dated = (asOf: string | null) => ({ ...sheet.prices["msk-storage"], asOf });

  it("counts from the first day of what is known", () => {
    expect(priceAgeDays(dated("2026-08-26"), "2026-11-24")).toBe(90);
    expect(priceAgeDays(dated("2026-08"), "2026-11-24")).toBe(115);
    expect(priceAgeDays(dated("2026"), "2026-01-31")).toBe(30);
  });

  it("is stale past 90 days, and undated", () => {
    expect(isStale(dated("2026-08-26"), "2026-11-24")).toBe(false);
    expect(isStale(dated("2026-08-25"), "2026-11-24")).toBe(true);
    expect(isStale(dated(null), "2026-11-24")).toBe(true);
  });
});
