import { moneyText } from "../decimal";
import { totalUsd } from "../estimate/draft";
import { draftEstimate } from "../estimate/draft-estimate";
import { intermediatesOf } from "../estimate/intermediates";
import type { CostInputs } from "../inputs/cost-inputs";
import type { PriceSheet } from "../prices/price-sheet";

export interface CurvePoint {
  /** messages/s */
  rate: number;
  /** USD a month, decimal text */
  total: string;
  /** USD a million messages, decimal text */
  perMillionMessages: string;
  brokers: number;
  brokerSize: string;
  databaseNodeSize: string;
  workerPlatform: string;
  /** what changed in kind since the point before, e.g. `brokers 3 → 6`; empty between steps */
  steps: string[];
}

export interface CurveOptions {
  /**
   * `scale` (default): sizes and amounts follow the rate, as they would for a platform of that size; the curve then meets the
   * three presets. `preset`: they stay the chosen preset's, and only the rate moves.
   */
  follow?: "scale" | "preset";
}

function stepsBetween(before: CurvePoint | undefined, after: Omit<CurvePoint, "steps">): string[] {
  if (!before) return [];
  const changes = [
    ["brokers", before.brokers, after.brokers],
    ["broker size", before.brokerSize, after.brokerSize],
    ["database node", before.databaseNodeSize, after.databaseNodeSize],
    ["workers", before.workerPlatform, after.workerPlatform],
  ] as const;
  return changes.filter(([, from, to]) => from !== to).map(([what, from, to]) => `${what} ${from} → ${to}`);
}

/**
 * Cost against scale, for a chart with logarithmic axes. Inputs that were set by hand stay set at every rate.
 * @param rates messages/s, rising
 */
export function costCurve(
  inputs: CostInputs,
  sheet: PriceSheet,
  rates: readonly number[],
  { follow = "scale" }: CurveOptions = {},
): CurvePoint[] {
  const points: CurvePoint[] = [];
  for (const rate of rates) {
    const preset = follow === "scale" ? null : inputs.preset;
    const draft = draftEstimate({ ...inputs, preset, rate }, sheet);
    const total = totalUsd(draft.lines);
    const { brokers, brokerSize, databaseNodeSize, workerPlatform } = intermediatesOf(draft);
    const point = {
      rate,
      total: moneyText(total),
      perMillionMessages: moneyText(total.div(draft.flow.messagesMillions)),
      brokers,
      brokerSize,
      databaseNodeSize,
      workerPlatform,
    };
    points.push({ ...point, steps: stepsBetween(points.at(-1), point) });
  }
  return points;
}

/**
 * Rates evenly spaced on a logarithmic axis, both ends included, rounded to 4 digits so that labels stay short.
 * @param count at least 2
 */
export function logRates(from: number, to: number, count: number): number[] {
  const ratio = Math.log(to / from) / (count - 1);
  return Array.from({ length: count }, (_, index) => Number((from * Math.exp(ratio * index)).toPrecision(4)));
}
