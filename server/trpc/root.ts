import { createCallerFactory, router } from "@/server/trpc/init";
import { alertsRouter } from "@/server/trpc/routers/alerts";
import { attentionRouter } from "@/server/trpc/routers/attention";
import { auditRouter } from "@/server/trpc/routers/audit";
import { candlesRouter } from "@/server/trpc/routers/candles";
import { costRouter } from "@/server/trpc/routers/cost";
import { deadLettersRouter } from "@/server/trpc/routers/dead-letters";
import { feedsRouter } from "@/server/trpc/routers/feeds";
import { gapsRouter } from "@/server/trpc/routers/gaps";
import { instrumentsRouter } from "@/server/trpc/routers/instruments";
import { latencyRouter } from "@/server/trpc/routers/latency";
import { ledgerRouter } from "@/server/trpc/routers/ledger";
import { pipelineRouter } from "@/server/trpc/routers/pipeline";
import { replayRouter } from "@/server/trpc/routers/replay";
import { shellRouter } from "@/server/trpc/routers/shell";
import { throughputRouter } from "@/server/trpc/routers/throughput";
import { tradesRouter } from "@/server/trpc/routers/trades";

/** The whole API: one router an entity. */
export const appRouter = router({
  alerts: alertsRouter,
  attention: attentionRouter,
  audit: auditRouter,
  candles: candlesRouter,
  cost: costRouter,
  deadLetters: deadLettersRouter,
  feeds: feedsRouter,
  gaps: gapsRouter,
  instruments: instrumentsRouter,
  latency: latencyRouter,
  ledger: ledgerRouter,
  pipeline: pipelineRouter,
  replay: replayRouter,
  shell: shellRouter,
  throughput: throughputRouter,
  trades: tradesRouter,
});

export type AppRouter = typeof appRouter;

/** Calls procedures in this process, with all their checks. */
export const createCaller = createCallerFactory(appRouter);
