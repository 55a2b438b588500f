import { decimal, moneyText, sum } from "@/domain/cost/decimal";
import type { CostEstimate } from "@/domain/cost/estimate/estimate-cost";
import { LINES, type LineGroup, type LineId } from "@/domain/cost/estimate/lines";

/** The components a bill is stacked by, each with its colour: the same in every chart, whatever it costs. */
export const COMPONENTS: readonly { group: LineGroup; fill: string }[] = [
  { group: "Kafka", fill: "bg-cat-1" },
  { group: "Network", fill: "bg-cat-2" },
  { group: "Compute", fill: "bg-cat-3" },
  { group: "Database", fill: "bg-cat-4" },
  { group: "Lake", fill: "bg-cat-5" },
  { group: "Query", fill: "bg-cat-6" },
  { group: "Observability", fill: "bg-cat-7" },
];

/** The class that fills with a component's colour. */
export function fillOf(group: LineGroup): string {
  return COMPONENTS.find((one) => one.group === group)?.fill ?? "bg-cat-8";
}

export interface ComponentCost {
  group: LineGroup;
  fill: string;
  /** USD a month, decimal text */
  usd: string;
  /** of the total, 0 to 1 */
  share: number;
}

/** Sums lines by component, exactly: USD a month. */
export function componentSums(lines: readonly { id: LineId; usd: string }[]): Map<LineGroup, string> {
  return new Map(
    COMPONENTS.map(({ group }) => [
      group,
      moneyText(sum(lines.filter(({ id }) => LINES[id].group === group).map((line) => decimal(line.usd)))),
    ]),
  );
}

/** An estimate by component, in the components' order. */
export function componentCosts(estimate: CostEstimate): ComponentCost[] {
  const sums = componentSums(estimate.lines);
  const total = decimal(estimate.total);
  return COMPONENTS.map(({ group, fill }) => {
    const usd = sums.get(group) ?? "0";
    return { group, fill, usd, share: total.isZero() ? 0 : decimal(usd).div(total).toNumber() };
  });
}
