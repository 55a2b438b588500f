import { type Decimal, decimal } from "../decimal";
import type { PriceId } from "../prices/price-ids";
import type { PriceSheet } from "../prices/price-sheet";
import type { Charge } from "./charge";

const GROUPS = /\B(?=(\d{3})+(?!\d))/g;

/** A quantity for people: thousands grouped, 4 places from 1 up and 6 significant digits below, never in exponents. */
export function show(value: Decimal | number): string {
  const exact = decimal(value);
  const short = exact.abs().lessThan(1) ? exact.toSignificantDigits(6) : exact.toDecimalPlaces(4);
  const [whole = "0", fraction] = short.toFixed().split(".");
  const grouped = whole.replace(GROUPS, ",");
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

/** A price as the formulas show it, e.g. `$0.816`. */
export function showPrice(sheet: PriceSheet, id: PriceId): string {
  return `$${sheet.prices[id].value}`;
}

/** `a × $p + b × $q` for a line that is a sum of quantities at their prices. */
export function showCharges(sheet: PriceSheet, charges: readonly Charge[]): string {
  if (charges.length === 0) return "0";
  return charges
    .map(({ priceId, quantity, discountId }) => {
      const text = `${show(quantity)} × ${showPrice(sheet, priceId)}`;
      return discountId === null ? text : `${text} × (1 − ${sheet.prices[discountId].value})`;
    })
    .join(" + ");
}
