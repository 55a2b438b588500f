import { type Decimal, moneyText, sum } from "../decimal";
import { type CostInputs, type CostInputsDraft, costInputsSchema } from "../inputs/cost-inputs";
import { type ResolvedInputs, resolveScale } from "../inputs/resolve-scale";
import type { PriceSheet } from "../prices/price-sheet";
import { quickTotal } from "./quick-total";

/** Something one can change to pay less. */
export interface Lever {
  id: string;
  title: string;
  /** what it costs in other coin */
  tradeOff: string;
  /** the inputs it sets */
  change: (inputs: ResolvedInputs) => CostInputsDraft;
}

export interface LeverSaving {
  id: string;
  title: string;
  tradeOff: string;
  /** USD a month against the base, decimal text; negative saves */
  delta: string;
}

export interface LeverSavings {
  alone: LeverSaving[];
  /** all of them at once, USD a month against the base */
  together: string;
  /** together − Σ alone, USD: positive where one lever shrinks what another saves */
  interaction: string;
}

function deltaOf(inputs: CostInputs, sheet: PriceSheet, base: Decimal, levers: readonly Lever[]): Decimal {
  let changed = inputs;
  for (const lever of levers)
    changed = costInputsSchema.parse({ ...changed, ...lever.change(resolveScale(changed).inputs) });
  return quickTotal(changed, sheet).minus(base);
}

/**
 * What each lever saves alone, what they save together, and the difference: compression makes the traffic rack-awareness
 * would have saved smaller, so their savings do not add up.
 */
export function leverSavings(inputs: CostInputs, sheet: PriceSheet, levers: readonly Lever[]): LeverSavings {
  const base = quickTotal(inputs, sheet);
  const alone = levers.map((lever) => ({ lever, delta: deltaOf(inputs, sheet, base, [lever]) }));
  const together = deltaOf(inputs, sheet, base, levers);
  return {
    alone: alone.map(({ lever: { id, title, tradeOff }, delta }) => ({
      id,
      title,
      tradeOff,
      delta: moneyText(delta),
    })),
    together: moneyText(together),
    interaction: moneyText(together.minus(sum(alone.map(({ delta }) => delta)))),
  };
}
