import { PRICE_IDS, type PriceId } from "./price-ids";
import { type Price, type PriceSheet, priceSchema } from "./price-sheet";

export type PriceOverrides = Partial<Record<PriceId, string>>;

export function isPriceId(text: string): text is PriceId {
  return PRICE_IDS.some((id) => id === text);
}

/**
 * A sheet with some values replaced by the reader's own. Such a price is `given`: it is never called stale or
 * low-confidence, and it says that it was typed in.
 * @throws ZodError where a value is not a plain decimal
 */
export function overridePrices(sheet: PriceSheet, overrides: PriceOverrides): PriceSheet {
  const prices = { ...sheet.prices };
  for (const id of PRICE_IDS) {
    const value = overrides[id];
    if (value !== undefined) prices[id] = given(sheet.prices[id], value);
  }
  return { ...sheet, prices };
}

function given(price: Price, value: string): Price {
  return priceSchema.parse({
    ...price,
    value,
    source: "your override",
    asOf: null,
    confidence: "given",
    note: `replaces ${price.value}`,
    low: null,
    high: null,
  });
}
