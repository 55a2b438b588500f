import type { z } from "zod";
import { estimateCost } from "@/domain/cost/estimate/estimate-cost";
import type { estimateOutput } from "@/server/services/cost/estimate-output";
import { day, optionsOf, scenario, sheetOf } from "@/server/services/cost/scenario";

export const estimateInput = scenario.extend({ today: day.optional() });

/** What a scenario costs a month, line by line. */
export function estimateScenario(
  input: z.infer<typeof estimateInput>,
  today: string,
): z.infer<typeof estimateOutput> {
  const estimate = estimateCost(input.inputs, sheetOf(input), optionsOf(input, today));
  return { ...estimate, intermediates: { ...estimate.intermediates } };
}
