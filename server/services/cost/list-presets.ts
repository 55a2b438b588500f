import { z } from "zod";
import { MODEL_VERSION } from "@/domain/cost/constants";
import { estimateCost } from "@/domain/cost/estimate/estimate-cost";
import { costInputsSchema } from "@/domain/cost/inputs/cost-inputs";
import { INPUT_SPECS } from "@/domain/cost/inputs/input-specs";
import { PRESET_IDS, SCALE } from "@/domain/cost/inputs/presets";
import { defaultPriceSheet } from "@/domain/cost/prices/default-price-sheet";
import { inputName } from "@/server/services/cost/estimate-output";
import { decimal } from "@/server/trpc/exact";

export const presetsInput = z.strictObject({});

const control = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("number"),
    min: z.number(),
    max: z.number(),
    step: z.number(),
    whole: z.boolean(),
    scale: z.enum(["linear", "log"]),
  }),
  z.object({ kind: z.literal("toggle") }),
  z.object({ kind: z.literal("choice"), choices: z.array(z.string()) }),
]);

export const presetsOutput = z.object({
  presets: z.array(
    z.object({
      id: z.enum(PRESET_IDS),
      messagesPerSecond: z.number(),
      total: decimal,
      perMillionMessages: decimal,
    }),
  ),
  /** what a scenario may set: unit, bounds and default of each input; null follows the scale */
  inputs: z.array(
    z.object({
      id: inputName,
      label: z.string(),
      symbol: z.string().nullable(),
      unit: z.string(),
      description: z.string(),
      fallback: z.union([z.number(), z.boolean(), z.string()]).nullable(),
      control,
    }),
  ),
  priceVersion: z.string(),
  modelVersion: z.string(),
});
export type PresetsOutput = z.infer<typeof presetsOutput>;

/** The three scales with what they cost, and every input one may change from there. */
export function listPresets(): PresetsOutput {
  return {
    presets: PRESET_IDS.map((id) => {
      const { total, perMillionMessages } = estimateCost(
        costInputsSchema.parse({ preset: id }),
        defaultPriceSheet,
      );
      return { id, messagesPerSecond: SCALE.rate[id], total, perMillionMessages };
    }),
    inputs: INPUT_SPECS.map(({ id, label, symbol, unit, description, fallback, control: how }) => ({
      id,
      label,
      symbol,
      unit,
      description,
      fallback,
      control: how.kind === "choice" ? { kind: how.kind, choices: [...how.choices] } : how,
    })),
    priceVersion: defaultPriceSheet.version,
    modelVersion: MODEL_VERSION,
  };
}
