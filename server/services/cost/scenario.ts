import { z } from "zod";
import type { EstimateOptions } from "@/domain/cost/estimate/estimate-cost";
import { costInputsSchema } from "@/domain/cost/inputs/cost-inputs";
import { defaultPriceSheet } from "@/domain/cost/prices/default-price-sheet";
import { overridePrices } from "@/domain/cost/prices/override-prices";
import { PRICE_IDS } from "@/domain/cost/prices/price-ids";
import { type PriceSheet, priceSchema } from "@/domain/cost/prices/price-sheet";

/** What a caller prices: inputs as the page and the command line take them, and prices of their own. */
export const scenario = z.strictObject({
  inputs: costInputsSchema,
  /** in each price's own unit, plain decimals */
  prices: z.partialRecord(z.enum(PRICE_IDS), priceSchema.shape.value).default({}),
});
export type Scenario = z.infer<typeof scenario>;

/** `YYYY-MM-DD`: the day on which the prices' age is judged. */
export const day = z.iso.date();

export function sheetOf({ prices }: Scenario): PriceSheet {
  return overridePrices(defaultPriceSheet, prices);
}

/** @param today the server's day, where the caller names none */
export function optionsOf(input: { today?: string | undefined }, today: string): EstimateOptions {
  return { today: input.today ?? today };
}
