import type { PricedScenario } from "@/app/cost/scenario";
import { type Lever, type LeverSavings, leverSavings } from "@/domain/cost/analysis/lever-savings";
import { decimal } from "@/domain/cost/decimal";

export interface LeverPair {
  a: string;
  b: string;
  /** what both save together less what they save one by one, USD a month, decimal text: above 0 they overlap */
  interaction: string;
}

/** How each two of the levers change what the other saves, the strongest first; pairs that leave each other alone are left out. */
export function leverPairs({ inputs, sheet }: PricedScenario, levers: readonly Lever[]): LeverPair[] {
  const pairs: LeverPair[] = [];
  for (const [index, a] of levers.entries()) {
    for (const b of levers.slice(index + 1)) {
      const { alone, interaction } = leverSavings(inputs, sheet, [a, b]);
      // Where one of the two cannot be pulled, there is no pair.
      if (alone.some(({ infeasible }) => infeasible !== null) || Math.abs(Number(interaction)) < 0.005)
        continue;
      pairs.push({ a: a.title, b: b.title, interaction });
    }
  }
  return pairs.sort((a, b) => decimal(b.interaction).abs().comparedTo(decimal(a.interaction).abs()));
}

/** What the levers would save one by one, added up: USD a month, decimal text. */
export function sumAlone({ together, interaction }: LeverSavings): string {
  return decimal(together).minus(interaction).toFixed();
}
