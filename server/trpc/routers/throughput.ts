import { nowMicros } from "@/server/clock";
import {
  currentRateInput,
  currentRateOutput,
  readCurrentRate,
} from "@/server/services/throughput/read-current-rate";
import {
  readThroughputRange,
  throughputInput,
  throughputOutput,
} from "@/server/services/throughput/read-throughput-range";
import { procedure, router } from "@/server/trpc/init";

export const throughputRouter = router({
  range: procedure("viewer")
    .input(throughputInput)
    .output(throughputOutput)
    .query(({ input }) => readThroughputRange(input, nowMicros())),
  now: procedure("viewer")
    .input(currentRateInput)
    .output(currentRateOutput)
    .query(() => readCurrentRate(nowMicros())),
});
