import type { CostEstimate } from "../estimate/estimate-cost";
import { estimateCost } from "../estimate/estimate-cost";
import { type CostInputsDraft, costInputsSchema } from "../inputs/cost-inputs";
import { PRESET_IDS, type PresetId } from "../inputs/presets";
import type { PriceSheet } from "../prices/price-sheet";

/** A table of the document, by name, with how to get it again. */
export interface DocTable {
  name: string;
  /** commands that print the same numbers, beside the one that prints this table */
  commands: readonly string[];
  render: (sheet: PriceSheet) => string;
}

export const SCALE_LABELS: Readonly<Record<PresetId, string>> = {
  "10k": "10K/s",
  "1m": "1M/s",
  "10m": "10M/s",
};

/**
 * An estimate of the document. Prices are judged on the day of their own snapshot: the document must not change because a
 * day has passed.
 */
export function documentEstimate(sheet: PriceSheet, draft: CostInputsDraft): CostEstimate {
  return estimateCost(costInputsSchema.parse(draft), sheet, { today: sheet.version });
}

/** The three scales, smallest first. */
export function threeScales(sheet: PriceSheet, draft: CostInputsDraft = {}): CostEstimate[] {
  return PRESET_IDS.map((preset) => documentEstimate(sheet, { ...draft, preset }));
}

export function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
