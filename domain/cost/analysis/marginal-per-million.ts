import { moneyText } from "../decimal";
import { totalUsd } from "../estimate/draft";
import { type DraftEstimate, draftEstimate } from "../estimate/draft-estimate";
import { workerPlatform } from "../estimate/worker-line";
import type { CostInputs } from "../inputs/cost-inputs";
import type { PriceSheet } from "../prices/price-sheet";

export interface Marginal {
  /** USD for a million messages more at this rate, decimal text; negative across a step down */
  perMillionMessages: string;
  /** the same averaged up to twice the rate, so that steps are spread: the number to plan with */
  perMillionToDouble: string;
  /** a broker, a size or the workers' platform changes within the small increase: the first number contains the step */
  stepped: boolean;
}

/** The small increase, as a factor. */
const NUDGE = 1.01;
const DOUBLE = 2;

function regimeOf({ brokers, scale }: DraftEstimate): string {
  return [
    brokers.brokers.toFixed(),
    scale.inputs.brokerSize,
    scale.inputs.dbSize,
    workerPlatform(scale.inputs.rate),
  ].join();
}

/**
 * What growth costs, beside what the average message costs: Δtotal / Δmillions of messages, at 1 % more and at twice the
 * rate (FinOps Foundation, "measure unit costs": marginal as well as average).
 */
export function marginalPerMillion(inputs: CostInputs, sheet: PriceSheet): Marginal {
  const here = draftEstimate(inputs, sheet);
  const at = (factor: number) => draftEstimate({ ...inputs, rate: here.scale.inputs.rate * factor }, sheet);
  const slope = (there: DraftEstimate) =>
    moneyText(
      totalUsd(there.lines)
        .minus(totalUsd(here.lines))
        .div(there.flow.messagesMillions.minus(here.flow.messagesMillions)),
    );
  const nudged = at(NUDGE);
  return {
    perMillionMessages: slope(nudged),
    perMillionToDouble: slope(at(DOUBLE)),
    stepped: regimeOf(here) !== regimeOf(nudged),
  };
}
