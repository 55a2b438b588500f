import { useMemo } from "react";
import { type CostEstimate, estimateCost } from "@/domain/cost/estimate/estimate-cost";
import type { CostInputs } from "@/domain/cost/inputs/cost-inputs";
import { defaultPriceSheet } from "@/domain/cost/prices/default-price-sheet";
import { overridePrices, type PriceOverrides } from "@/domain/cost/prices/override-prices";
import type { PriceSheet } from "@/domain/cost/prices/price-sheet";
import type { Scenario } from "@/domain/cost/share/permalink";

/** A scenario with what it costs: what every panel of the page is drawn from. */
export interface PricedScenario {
  inputs: CostInputs;
  sheet: PriceSheet;
  estimate: CostEstimate;
}

/** Prices inputs in the browser, by the function that the server and the command line use: 0.3 ms, so at every drag. */
export function usePriced(inputs: CostInputs, overrides: PriceOverrides, today: string): PricedScenario {
  return useMemo(() => price({ inputs, overrides }, today), [inputs, overrides, today]);
}

/** The same for scenario A, where one is pinned. */
export function usePricedPin(pinned: Scenario | null, today: string): PricedScenario | null {
  return useMemo(() => (pinned === null ? null : price(pinned, today)), [pinned, today]);
}

function price({ inputs, overrides }: Scenario, today: string): PricedScenario {
  const sheet = overridePrices(defaultPriceSheet, overrides);
  return { inputs, sheet, estimate: estimateCost(inputs, sheet, { today }) };
}
