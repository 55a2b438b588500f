import { z } from "zod";
import { allocateCost } from "@/domain/cost/analysis/allocate-cost";
import { estimateCost } from "@/domain/cost/estimate/estimate-cost";
import { readUsage } from "@/server/services/cost/read-usage";
import { scenario, sheetOf } from "@/server/services/cost/scenario";
import { decimal } from "@/server/trpc/exact";

export const allocationInput = scenario.extend({ by: z.enum(["exchange", "instrument"]) });

export const allocationOutput = z.object({
  /** largest first */
  allocations: z.array(
    z.object({
      key: z.string(),
      usd: decimal,
      /** of the total, 0 to 1 */
      share: z.number(),
      perMillionMessages: decimal.nullable(),
    }),
  ),
  /** lines nobody can be charged with; together with the allocations the total, to the last place */
  unallocatedUsd: decimal,
  unallocatedShare: z.number(),
});

/** Spreads a scenario over the instruments or exchanges that the pipeline carries. */
export async function allocateScenario(
  input: z.infer<typeof allocationInput>,
): Promise<z.infer<typeof allocationOutput>> {
  const { instruments, exchanges } = await readUsage();
  const estimate = estimateCost(input.inputs, sheetOf(input));
  return allocateCost(estimate, input.by === "exchange" ? exchanges : instruments);
}
