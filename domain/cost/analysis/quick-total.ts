import type { Decimal } from "../decimal";
import { totalUsd } from "../estimate/draft";
import { draftEstimate } from "../estimate/draft-estimate";
import type { CostInputs } from "../inputs/cost-inputs";
import type { PriceSheet } from "../prices/price-sheet";

/** The total alone, USD a month, exactly `estimateCost(…).total` without writing anything out. */
export function quickTotal(inputs: CostInputs, sheet: PriceSheet): Decimal {
  return totalUsd(draftEstimate(inputs, sheet).lines);
}
