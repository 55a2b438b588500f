import type { PricedScenario } from "@/app/cost/scenario";
import { type CurvePoint, costCurve, logRates } from "@/domain/cost/analysis/cost-curve";

const FROM = 100;
const TO = 100_000_000;
const A_DECADE = 10;

/** The rates of the chart: ten a decade from 100 to 100 M messages/s, wider where the scenario lies outside, and its own rate. */
export function curveRates(own: number): number[] {
  const from = Math.min(FROM, 10 ** Math.floor(Math.log10(own)));
  const to = Math.max(TO, 10 ** Math.ceil(Math.log10(own)));
  const count = Math.round(Math.log10(to / from)) * A_DECADE + 1;
  return [...new Set([...logRates(from, to, count), own])].sort((a, b) => a - b);
}

export interface ScaleCurve {
  points: CurvePoint[];
  /** the point of the scenario's own rate */
  own: number;
}

/**
 * Cost over the rate, sizes following the scale as they would for a platform of that size. Inputs set by hand stay set, so
 * the curve meets the scenario at its own rate unless a preset holds the sizes of another.
 */
export function scaleCurve({ inputs, sheet, estimate }: PricedScenario): ScaleCurve {
  const own = estimate.intermediates.messagesPerSecond;
  const rates = curveRates(own);
  return { points: costCurve(inputs, sheet, rates), own: rates.indexOf(own) };
}

/** The same rates priced for another scenario. */
export function curveOver({ inputs, sheet }: PricedScenario, rates: readonly number[]): CurvePoint[] {
  return costCurve(inputs, sheet, rates);
}
