import { nowMicros } from "@/server/clock";
import { streamTape, tapeEvent, tapeInput } from "@/server/services/tape/stream-tape";
import { exportPlanInput, exportPlanOutput, planExport } from "@/server/services/trades/file/plan-export";
import { getTrade, tradeInput, tradeOutput } from "@/server/services/trades/get-trade";
import { pageTrades, tradesPageInput, tradesPageOutput } from "@/server/services/trades/page-trades";
import { zAsyncIterable } from "@/server/trpc/async-iterable";
import { procedure, router, streamSignal } from "@/server/trpc/init";

export const tradesRouter = router({
  page: procedure("viewer")
    .input(tradesPageInput)
    .output(tradesPageOutput)
    .query(({ input }) => pageTrades(input, nowMicros())),
  one: procedure("viewer")
    .input(tradeInput)
    .output(tradeOutput)
    .query(({ input }) => getTrade(input)),
  exportPlan: procedure("viewer")
    .input(exportPlanInput)
    .output(exportPlanOutput)
    .query(({ input, ctx }) => planExport(input, ctx.actor.role, nowMicros())),
  tape: procedure("viewer")
    .input(tapeInput)
    .output(zAsyncIterable(tapeEvent))
    .subscription(({ input, signal }) => streamTape(input, streamSignal(signal))),
});
