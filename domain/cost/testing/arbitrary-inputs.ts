import fc from "fast-check";
import { type CostInputs, costInputsSchema } from "../inputs/cost-inputs";
import { PRESET_IDS } from "../inputs/presets";

/** A value between bounds with few digits, as people type them: `n` steps of `step` from `min`. */
function stepped(min: number, max: number, step: number) {
  const count = Math.round((max - min) / step);
  return fc.integer({ min: 0, max: count }).map((n) => Number((min + n * step).toPrecision(10)));
}

/** Scenarios on the reference's ground: Standard m7g brokers, every input of the reference calculation varied. */
export const arbitraryInputs: fc.Arbitrary<CostInputs> = fc
  .record({
    preset: fc.constantFrom(...PRESET_IDS),
    rate: fc.option(fc.integer({ min: 100, max: 20_000_000 }), { nil: null }),
    bytes: fc.integer({ min: 20, max: 2_000 }),
    amplification: fc.integer({ min: 1, max: 3 }),
    peak: stepped(1, 6, 0.25),
    consumerGroups: fc.integer({ min: 0, max: 12 }),
    kafkaCompression: stepped(1, 8, 0.1),
    storageCompression: stepped(1, 12, 0.1),
    replicationFactor: fc.integer({ min: 1, max: 3 }),
    kafkaRetentionHours: fc.integer({ min: 1, max: 336 }),
    diskUtilisation: stepped(0.3, 0.9, 0.05),
    zones: fc.integer({ min: 1, max: 4 }),
    rackAware: fc.boolean(),
    nat: fc.boolean(),
    perCore: fc.integer({ min: 100, max: 200_000 }),
    coreUtilisation: stepped(0.3, 0.9, 0.05),
    commitSeconds: fc.integer({ min: 10, max: 3_600 }),
    standardMonths: fc.integer({ min: 0, max: 6 }),
    iaMonths: fc.integer({ min: 0, max: 6 }),
    glacierMonths: fc.integer({ min: 0, max: 24 }),
    dbRetentionDays: fc.integer({ min: 1, max: 60 }),
    dbCompression: stepped(1, 20, 0.5),
  })
  .map((draft) => costInputsSchema.parse(draft));
