import { z } from "zod";
import { kafkaInputs } from "./kafka-inputs";
import { PRESET_IDS } from "./presets";
import { databaseInputs, workerInputs } from "./processing-inputs";
import { serviceInputs } from "./service-inputs";
import { storageInputs } from "./storage-inputs";
import { trafficInputs } from "./traffic-inputs";

/**
 * Every input of the model. An input that follows the scale is null until somebody sets it: `resolveScale` fills it from
 * the preset, or by the rate where there is none.
 */
export const costInputsSchema = z
  .strictObject({
    preset: z
      .enum(PRESET_IDS, {
        error: ({ input }) =>
          `preset is ${JSON.stringify(input)}, but must be one of ${PRESET_IDS.join(", ")}: or give a rate instead`,
      })
      .nullable()
      .default(null),
    ...trafficInputs,
    ...kafkaInputs,
    ...workerInputs,
    ...databaseInputs,
    ...storageInputs,
    ...serviceInputs,
  })
  .superRefine((inputs, context) => {
    const refuse = (path: string, message: string) =>
      context.addIssue({ code: "custom", path: [path], message });
    if (inputs.preset === null && inputs.rate === null)
      refuse(
        "rate",
        "neither a preset nor a rate is given: choose 10k, 1m or 10m, or give messages a second",
      );
    const { brokerKind, brokerFamily, brokerSize } = inputs;
    if (brokerKind === "express" && brokerFamily === "m5")
      refuse("brokerFamily", "Express brokers exist on m7g only: choose m7g, or Standard brokers for m5");
    if (brokerKind === "standard" && (brokerSize === "8xl" || brokerSize === "16xl"))
      refuse(
        "brokerSize",
        `no throughput guideline is known for Standard brokers of size ${brokerSize}: choose 4xl or smaller, or Express`,
      );
    if (brokerKind === "standard" && brokerFamily === "m5" && brokerSize === "xl")
      refuse("brokerSize", "no throughput guideline is known for m5.xl: choose large, 2xl or 4xl, or m7g");
  });

/** As a caller may write it: everything optional. */
export type CostInputsDraft = z.input<typeof costInputsSchema>;
/** Validated, defaults filled in, inputs that follow the scale null until set. */
export type CostInputs = z.output<typeof costInputsSchema>;
/** An input with a unit and bounds: all but the choice of preset. */
export type InputName = Exclude<keyof CostInputs, "preset">;
