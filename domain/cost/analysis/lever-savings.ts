import { type Decimal, moneyText, sum } from "../decimal";
import { totalUsd } from "../estimate/draft";
import { type DraftEstimate, draftEstimate } from "../estimate/draft-estimate";
import { infeasibility } from "../estimate/draft-warnings";
import { type CostInputs, type CostInputsDraft, costInputsSchema } from "../inputs/cost-inputs";
import { type ResolvedInputs, resolveScale } from "../inputs/resolve-scale";
import type { PriceSheet } from "../prices/price-sheet";

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
  /** why it cannot be done from this base; null where it can */
  infeasible: string | null;
}

export interface LeverSavings {
  alone: LeverSaving[];
  /** all the feasible ones at once, USD a month against the base */
  together: string;
  /** together − Σ alone, USD: positive where one lever shrinks what another saves */
  interaction: string;
}

interface Pulled {
  delta: Decimal;
  infeasible: string | null;
}

function pull(inputs: CostInputs, sheet: PriceSheet, base: DraftEstimate, levers: readonly Lever[]): Pulled {
  let changed = inputs;
  for (const lever of levers)
    changed = costInputsSchema.parse({ ...changed, ...lever.change(resolveScale(changed).inputs) });
  const draft = draftEstimate(changed, sheet);
  // Where the base cannot be built already, no lever is to blame for it.
  const infeasible = infeasibility(base) === null ? infeasibility(draft) : null;
  return { delta: totalUsd(draft.lines).minus(totalUsd(base.lines)), infeasible };
}

/**
 * What each lever saves alone, what they save together, and the difference: compression makes the traffic rack-awareness
 * would have saved smaller, so their savings do not add up. A lever that cannot be pulled from here is shown with the
 * reason and left out of the sum.
 */
export function leverSavings(inputs: CostInputs, sheet: PriceSheet, levers: readonly Lever[]): LeverSavings {
  const base = draftEstimate(inputs, sheet);
  const alone = levers.map((lever) => ({ lever, ...pull(inputs, sheet, base, [lever]) }));
  const feasible = alone.filter(({ infeasible }) => infeasible === null);
  const together = pull(
    inputs,
    sheet,
    base,
    feasible.map(({ lever }) => lever),
  ).delta;
  return {
    alone: alone.map(({ lever: { id, title, tradeOff }, delta, infeasible }) => ({
      id,
      title,
      tradeOff,
      delta: moneyText(delta),
      infeasible,
    })),
    together: moneyText(together),
    interaction: moneyText(together.minus(sum(feasible.map(({ delta }) => delta)))),
  };
}
