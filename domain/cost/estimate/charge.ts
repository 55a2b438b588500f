import { type Decimal, decimal, min, ONE, ZERO } from "../decimal";
import type { PriceId } from "../prices/price-ids";
import type { PriceSheet } from "../prices/price-sheet";

/** One quantity at one price: the grain a bill has, and of the FOCUS export. */
export interface Charge {
  priceId: PriceId;
  /** a month's quantity in the price's own unit */
  quantity: Decimal;
  /** at the list price, USD */
  listUsd: Decimal;
  /** after a discount, USD */
  usd: Decimal;
  /** the price that holds the discount, where there is one */
  discountId: PriceId | null;
}

export function priceOf(sheet: PriceSheet, id: PriceId): Decimal {
  return decimal(sheet.prices[id].value);
}

export function charge(
  sheet: PriceSheet,
  priceId: PriceId,
  quantity: Decimal,
  discountId: PriceId | null = null,
): Charge {
  const listUsd = quantity.times(priceOf(sheet, priceId));
  const usd = discountId === null ? listUsd : listUsd.times(ONE.minus(priceOf(sheet, discountId)));
  return { priceId, quantity, listUsd, usd, discountId };
}

/**
 * Splits compute hours into on-demand, Savings Plan and Spot. A plan covers a share of what Spot leaves, never the same
 * hour twice: the discounts do not stack.
 * @param spot share of the hours on Spot
 * @param plan share of the remaining hours under a Savings Plan
 */
export function computeCharges(
  sheet: PriceSheet,
  priceId: PriceId,
  quantity: Decimal,
  spot: number,
  plan: number,
): Charge[] {
  if (spot === 0 && plan === 0) return [charge(sheet, priceId, quantity)];
  const onSpot = quantity.times(spot);
  const planned = quantity.minus(onSpot).times(plan);
  const onDemand = quantity.minus(onSpot).minus(planned);
  return [
    charge(sheet, priceId, onDemand),
    charge(sheet, priceId, planned, "savings-plan-discount"),
    charge(sheet, priceId, onSpot, "spot-discount"),
  ].filter(({ quantity: hours }) => !hours.isZero());
}

/**
 * Fills volume tiers in order, each to its width, the last one open.
 * @param quantity a month's total in the tiers' unit
 */
export function tieredCharges(sheet: PriceSheet, tiers: readonly PriceId[], quantity: Decimal): Charge[] {
  const charges: Charge[] = [];
  let left = quantity;
  for (const id of tiers) {
    const { tierWidth } = sheet.prices[id];
    const part = tierWidth === null ? left : min(left, decimal(tierWidth));
    if (part.greaterThan(ZERO)) charges.push(charge(sheet, id, part));
    left = left.minus(part);
  }
  return charges;
}
