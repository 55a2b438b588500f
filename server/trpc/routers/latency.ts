import { nowMicros } from "@/server/clock";
import {
  compareMarkets,
  latencyMarketsInput,
  latencyMarketsOutput,
} from "@/server/services/latency/compare-markets";
import {
  followLatency,
  latencySeriesInput,
  latencySeriesOutput,
} from "@/server/services/latency/follow-latency";
import {
  latencyStagesInput,
  latencyStagesOutput,
  measureStages,
} from "@/server/services/latency/measure-stages";
import { tellTime, tellTimeInput, tellTimeOutput } from "@/server/services/latency/tell-time";
import { procedure, router } from "@/server/trpc/init";

export const latencyRouter = router({
  time: procedure("viewer")
    .input(tellTimeInput)
    .output(tellTimeOutput)
    .query(() => tellTime(nowMicros())),
  stages: procedure("viewer")
    .input(latencyStagesInput)
    .output(latencyStagesOutput)
    .query(({ input }) => measureStages(input, nowMicros())),
  markets: procedure("viewer")
    .input(latencyMarketsInput)
    .output(latencyMarketsOutput)
    .query(({ input }) => compareMarkets(input, nowMicros())),
  series: procedure("viewer")
    .input(latencySeriesInput)
    .output(latencySeriesOutput)
    .query(({ input }) => followLatency(input, nowMicros())),
});
