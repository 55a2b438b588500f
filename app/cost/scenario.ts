import { useMemo } from "react";
import { type CostEstimate, estimateCost } from "@/domain/cost/estimate/estimate-cost";
import type { CostInputs } from "@/domain/cost/inputs/cost-inputs";
import { defaultPriceSheet } from "@/domain/cost/prices/default-price-sheet";
import { overridePrices, type PriceOverrides } from "@/domain/cost/prices/override-prices";
import type { PriceSheet } from "@/domain/cost/prices/price-sheet";

/** A scenario with what it costs: what every panel of the page is drawn from. */
export interface PricedScenario {
  inputs: CostInputs;
  sheet: PriceSheet;
  estimate: CostEstimate;
}

/** Prices inputs in the browser, by the function that the server and the command line use: 0.3 ms, so at every drag. */
export function usePriced(inputs: CostInputs, overrides: PriceOverrides, today: string): PricedScenario {
  const sheet = useMemo(() => overridePrices(defaultPriceSheet, overrides), [overrides]);
  return useMemo(
    () => ({ inputs, sheet, estimate: estimateCost(inputs, sheet, { today }) }),
    [inputs, sheet, today],
  );
}
