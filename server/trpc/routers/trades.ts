import { actOf } from "@/server/act";
import { nowMicros } from "@/server/clock";
import { streamTape, tapeInput } from "@/server/services/tape/stream-tape";
import { streamTapes, tapesEvent, tapesInput } from "@/server/services/tape/stream-tapes";
import { tapeEvent } from "@/server/services/tape/tape-event";
import {
  estimateTrades,
  tradesEstimateInput,
  tradesEstimateOutput,
} from "@/server/services/trades/estimate-trades";
import { fetchFrame, frameOutput } from "@/server/services/trades/fetch-frame";
import { exportPlanInput, exportPlanOutput, planExport } from "@/server/services/trades/file/plan-export";
import { getTrade, tradeInput, tradeOutput } from "@/server/services/trades/get-trade";
import { pageTrades, tradesPageInput, tradesPageOutput } from "@/server/services/trades/page-trades";
import { lineageOutput, traceTrade } from "@/server/services/trades/trace-trade";
import { zAsyncIterable } from "@/server/trpc/async-iterable";
import { procedure, router, streamSignal } from "@/server/trpc/init";

export const tradesRouter = router({
  page: procedure("viewer")
    .input(tradesPageInput)
    .output(tradesPageOutput)
    .query(({ input, signal }) => pageTrades(input, nowMicros(), signal)),
  estimate: procedure("viewer")
    .input(tradesEstimateInput)
    .output(tradesEstimateOutput)
    .query(({ input, signal }) => estimateTrades(input, nowMicros(), signal)),
  one: procedure("viewer")
    .input(tradeInput)
    .output(tradeOutput)
    .query(({ input }) => getTrade(input)),
  exportPlan: procedure("viewer")
    .input(exportPlanInput)
    .output(exportPlanOutput)
    .query(({ input, ctx, signal }) => planExport(input, ctx.actor.role, nowMicros(), signal)),
  lineage: procedure("viewer")
    .input(tradeInput)
    .output(lineageOutput)
    .query(({ input }) => traceTrade(input)),
  frame: procedure("viewer")
    .input(tradeInput)
    .output(frameOutput)
    .query(({ input, ctx, signal }) => fetchFrame(input, actOf(ctx), signal)),
  tape: procedure("viewer")
    .input(tapeInput)
    .output(zAsyncIterable(tapeEvent))
    .subscription(({ input, signal }) => streamTape(input, streamSignal(signal))),
  tapes: procedure("viewer")
    .input(tapesInput)
    .output(zAsyncIterable(tapesEvent))
    .subscription(({ input, signal }) => streamTapes(input, streamSignal(signal))),
});
