import { type Decimal, decimal, moneyText, ONE, sum } from "../decimal";
import type { Price, PriceSheet } from "../prices/price-sheet";
import type { Charge } from "./charge";
import type { DraftLine } from "./draft";

/** USD a month, decimal text. */
export interface UsdRange {
  low: string;
  high: string;
}

/** Width assumed for a low-confidence price whose sources name no extremes: ±25 %. A convention, not a measurement. */
const LOW_CONFIDENCE_SPREAD = "0.25";

interface Bounds {
  low: Decimal;
  high: Decimal;
}

function boundsOf(price: Price): Bounds | null {
  const { value, low, high, confidence } = price;
  if (low !== null && high !== null) return { low: decimal(low), high: decimal(high) };
  if (confidence !== "low") return null;
  const exact = decimal(value);
  const spread = exact.times(LOW_CONFIDENCE_SPREAD);
  return { low: exact.minus(spread), high: exact.plus(spread) };
}

function exactly(price: Price): Bounds {
  return { low: decimal(price.value), high: decimal(price.value) };
}

function chargeBounds(sheet: PriceSheet, { priceId, discountId, quantity }: Charge): Bounds {
  const price = sheet.prices[priceId];
  const unit = boundsOf(price) ?? exactly(price);
  if (discountId === null) return { low: quantity.times(unit.low), high: quantity.times(unit.high) };
  const discountPrice = sheet.prices[discountId];
  const discount = boundsOf(discountPrice) ?? exactly(discountPrice);
  return {
    low: quantity.times(unit.low).times(ONE.minus(discount.high)),
    high: quantity.times(unit.high).times(ONE.minus(discount.low)),
  };
}

function isUncertain(sheet: PriceSheet, { priceId, discountId }: Charge): boolean {
  if (boundsOf(sheet.prices[priceId]) !== null) return true;
  return discountId !== null && boundsOf(sheet.prices[discountId]) !== null;
}

/** What a line could cost given how uncertain its prices are; null where none is. */
export function lineRange(sheet: PriceSheet, line: DraftLine): UsdRange | null {
  if (!line.charges.some((charge) => isUncertain(sheet, charge))) return null;
  const bounds = line.charges.map((charge) => chargeBounds(sheet, charge));
  return {
    low: moneyText(sum(bounds.map(({ low }) => low))),
    high: moneyText(sum(bounds.map(({ high }) => high))),
  };
}
