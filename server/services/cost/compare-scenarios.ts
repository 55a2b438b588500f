import { z } from "zod";
import { compareScenarios, type ScenarioComparison } from "@/domain/cost/analysis/compare-scenarios";
import { estimateCost } from "@/domain/cost/estimate/estimate-cost";
import { inputName, lineId } from "@/server/services/cost/estimate-output";
import { scenario, sheetOf } from "@/server/services/cost/scenario";
import { decimal } from "@/server/trpc/exact";

export const compareInput = z.strictObject({ a: scenario, b: scenario });

const delta = z.object({
  a: decimal,
  b: decimal,
  /** b − a */
  delta: decimal,
  /** (b − a)/a; null where a is 0 */
  ratio: z.number().nullable(),
});
const inputValue = z.union([z.number(), z.boolean(), z.string()]);

export const compareOutput = z.object({
  lines: z.array(delta.extend({ id: lineId, title: z.string() })),
  total: delta,
  perMillionMessages: delta,
  /** the inputs that differ */
  inputs: z.array(
    z.object({ id: inputName, label: z.string(), unit: z.string(), a: inputValue, b: inputValue }),
  ),
});

/** Two scenarios side by side, a delta on every line. */
export function compareTwo({ a, b }: z.infer<typeof compareInput>): ScenarioComparison {
  return compareScenarios(estimateCost(a.inputs, sheetOf(a)), estimateCost(b.inputs, sheetOf(b)));
}
