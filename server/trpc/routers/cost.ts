import { nowMicros } from "@/server/clock";
import {
  allocateScenario,
  allocationInput,
  allocationOutput,
} from "@/server/services/cost/allocate-scenario";
import { compareInput, compareOutput, compareTwo } from "@/server/services/cost/compare-scenarios";
import { estimateOutput } from "@/server/services/cost/estimate-output";
import { estimateInput, estimateScenario } from "@/server/services/cost/estimate-scenario";
import { listPresets, presetsInput, presetsOutput } from "@/server/services/cost/list-presets";
import { listReplays, replaysInput, replaysOutput } from "@/server/services/cost/list-replays";
import {
  calibrationInput,
  calibrationOutput,
  measurePipeline,
} from "@/server/services/cost/measure-pipeline";
import { priceReplay, replayCostInput, replayCostOutput } from "@/server/services/cost/price-replay";
import { readUsage, usageInput, usageOutput } from "@/server/services/cost/read-usage";
import { today } from "@/server/services/cost/today";
import { procedure, router } from "@/server/trpc/init";

export const costRouter = router({
  presets: procedure("viewer")
    .input(presetsInput)
    .output(presetsOutput)
    .query(() => listPresets()),
  estimate: procedure("viewer")
    .input(estimateInput)
    .output(estimateOutput)
    .query(({ input }) => estimateScenario(input, today(nowMicros()))),
  compare: procedure("viewer")
    .input(compareInput)
    .output(compareOutput)
    .query(({ input }) => compareTwo(input)),
  calibration: procedure("viewer")
    .input(calibrationInput)
    .output(calibrationOutput)
    .query(() => measurePipeline(nowMicros())),
  usage: procedure("viewer")
    .input(usageInput)
    .output(usageOutput)
    .query(() => readUsage()),
  allocation: procedure("viewer")
    .input(allocationInput)
    .output(allocationOutput)
    .query(({ input }) => allocateScenario(input)),
  replays: procedure("viewer")
    .input(replaysInput)
    .output(replaysOutput)
    .query(() => listReplays()),
  replayCost: procedure("viewer")
    .input(replayCostInput)
    .output(replayCostOutput)
    .query(({ input }) => priceReplay(input)),
});
