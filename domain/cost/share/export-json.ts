import type { CostEstimate } from "../estimate/estimate-cost";

/** Everything an estimate holds, with its inputs and versions, as indented JSON. Money stays decimal text. */
export function exportJson(estimate: CostEstimate): string {
  return `${JSON.stringify(estimate, null, 2)}\n`;
}
