import { MODEL_VERSION } from "../constants";
import { decimal, moneyText, sum } from "../decimal";
import type { CostInputs } from "../inputs/cost-inputs";
import type { ResolvedScale } from "../inputs/resolve-scale";
import type { PriceId } from "../prices/price-ids";
import type { PriceSheet } from "../prices/price-sheet";
import { type CostLine, type PriceUse, writeLine } from "./cost-line";
import { totalUsd } from "./draft";
import { draftEstimate } from "./draft-estimate";
import { draftWarnings } from "./draft-warnings";
import { type Intermediates, intermediatesOf } from "./intermediates";
import type { UsdRange } from "./price-range";
import { priceWarnings } from "./price-warnings";
import type { CostWarning } from "./warning";

export interface CostEstimate {
  lines: CostLine[];
  /** USD a month in steady state, decimal text; exactly the sum of the lines */
  total: string;
  /** USD, decimal text */
  perMillionMessages: string;
  intermediates: Intermediates;
  warnings: CostWarning[];
  /** the inputs as used, and where those that follow the scale came from */
  scale: ResolvedScale;
  /** total at the extremes of its uncertain prices; null where none is in use */
  range: UsdRange | null;
  priceVersion: string;
  modelVersion: string;
}

export interface EstimateOptions {
  /** `YYYY-MM-DD`; prices older than 90 days by then are marked stale. Without it no price is. */
  today?: string;
}

function pricesInUse(lines: readonly CostLine[]): PriceUse[] {
  const uses = new Map<PriceId, PriceUse>();
  for (const line of lines) for (const use of line.prices) uses.set(use.id, use);
  return [...uses.values()];
}

function totalRange(lines: readonly CostLine[]): UsdRange | null {
  if (lines.every(({ range }) => range === null)) return null;
  return {
    low: moneyText(sum(lines.map(({ range, usd }) => decimal(range?.low ?? usd)))),
    high: moneyText(sum(lines.map(({ range, usd }) => decimal(range?.high ?? usd)))),
  };
}

/**
 * What a market-data platform of these inputs costs a month at these prices, once its object storage has filled up.
 * Pure and exact: the same inputs and sheet give the same text everywhere.
 * @param inputs checked by `parseInputs`
 */
export function estimateCost(
  inputs: CostInputs,
  priceSheet: PriceSheet,
  { today }: EstimateOptions = {},
): CostEstimate {
  const draft = draftEstimate(inputs, priceSheet);
  const total = totalUsd(draft.lines);
  const { messagesMillions } = draft.flow;
  const asOfToday = today ?? null;
  const lines = draft.lines.map((line) =>
    writeLine(priceSheet, line, { total, messagesMillions }, asOfToday),
  );
  return {
    lines,
    total: moneyText(total),
    perMillionMessages: moneyText(total.div(messagesMillions)),
    intermediates: intermediatesOf(draft),
    warnings: [...draftWarnings(draft), ...priceWarnings(pricesInUse(lines), asOfToday)],
    scale: draft.scale,
    range: totalRange(lines),
    priceVersion: priceSheet.version,
    modelVersion: MODEL_VERSION,
  };
}
