import { expect, it } from "vitest";
import { activeFilters } from "./active-filters";

const none = { sides: [], min: null, priceMin: null, priceMax: null, sizeMin: null, sizeMax: null, id: null };

it("says each filter once, with what it clears", () => {
  expect(activeFilters(none)).toEqual([]);
  expect(
    activeFilters({ ...none, min: "10000", priceMin: "1000", priceMax: "2000.5", sizeMax: "3", id: "42" }),
  ).toEqual([
    { label: "Price 1,000 – 2,000.5", clears: ["priceMin", "priceMax"] },
    { label: "Size ≤ 3", clears: ["sizeMin", "sizeMax"] },
    { label: "Notional ≥ 10,000", clears: ["min"] },
    { label: "Id 42", clears: ["id"] },
  ]);
  expect(activeFilters({ ...none, priceMin: "5", priceMax: "5" })[0]?.label).toBe("Price = 5");
});
