import { z } from "zod";
import { type ReplayCost, replayCost } from "@/domain/cost/analysis/replay-cost";
import { scenario, sheetOf } from "@/server/services/cost/scenario";
import { decimal } from "@/server/trpc/exact";

const MOST_RECORDS = 1e15;

export const replayCostInput = scenario.extend({
  records: z.int().min(0).max(MOST_RECORDS),
  /** raw bytes of them all; left out, each has the scenario's message size */
  bytes: z.int().min(0).optional(),
});

export const replayCostOutput = z.object({
  total: decimal,
  perThousandRecords: decimal,
  parts: z.array(
    z.object({ id: z.enum(["produce", "consume", "disk", "workers"]), usd: decimal, formula: z.string() }),
  ),
});

/** What publishing so many records once more adds to the bill. */
export function priceReplay(input: z.infer<typeof replayCostInput>): ReplayCost {
  return replayCost(input.inputs, sheetOf(input), input.records, input.bytes ?? null);
}
