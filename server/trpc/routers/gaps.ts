import { actOf } from "@/server/act";
import { nowMicros } from "@/server/clock";
import {
  acknowledge,
  acknowledgeInput,
  changedOutput,
  reopen,
  reopenInput,
} from "@/server/services/gaps/acknowledge-gaps";
import {
  cancelBackfill,
  cancelJobInput,
  cancelJobOutput,
  getBackfillDetail,
  jobDetailOutput,
  jobInput,
  jobsPageInput,
  jobsPageOutput,
  jobView,
  pageBackfills,
  watchBackfill,
  watchJobInput,
} from "@/server/services/gaps/backfill-jobs";
import { countAllGaps, gapCountsInput, gapCountsOutput } from "@/server/services/gaps/count-gaps";
import {
  listGapPolicies,
  policiesInput,
  policiesOutput,
  setGapPolicy,
  setPolicyInput,
  setPolicyOutput,
} from "@/server/services/gaps/gap-policies";
import { gapInput, gapOutput, getGap } from "@/server/services/gaps/get-gap";
import { gapsPageInput, gapsPageOutput, pageGaps } from "@/server/services/gaps/page-gaps";
import {
  planBackfillInput,
  planBackfillOutput,
  planGapBackfill,
} from "@/server/services/gaps/plan-gap-backfill";
import {
  completenessInput,
  completenessOutput,
  readCompleteness,
} from "@/server/services/gaps/read-completeness";
import {
  startBackfillInput,
  startBackfillOutput,
  startGapBackfill,
} from "@/server/services/gaps/start-gap-backfill";
import { zAsyncIterable } from "@/server/trpc/async-iterable";
import { procedure, router, streamSignal } from "@/server/trpc/init";

export const gapsRouter = router({
  page: procedure("viewer")
    .input(gapsPageInput)
    .output(gapsPageOutput)
    .query(({ input }) => pageGaps(input)),
  counts: procedure("viewer")
    .input(gapCountsInput)
    .output(gapCountsOutput)
    .query(({ input }) => countAllGaps(input)),
  one: procedure("viewer")
    .input(gapInput)
    .output(gapOutput)
    .query(({ input }) => getGap(input)),
  completeness: procedure("viewer")
    .input(completenessInput)
    .output(completenessOutput)
    .query(({ input }) => readCompleteness(input, nowMicros())),
  /** a mutation that changes nothing: selections are too long for an address */
  plan: procedure("operator")
    .input(planBackfillInput)
    .output(planBackfillOutput)
    .mutation(({ input }) => planGapBackfill(input)),
  backfill: procedure("operator")
    .input(startBackfillInput)
    .output(startBackfillOutput)
    .mutation(({ input, ctx }) => startGapBackfill(input, actOf(ctx))),
  acknowledge: procedure("operator")
    .input(acknowledgeInput)
    .output(changedOutput)
    .mutation(({ input, ctx }) => acknowledge(input, actOf(ctx), nowMicros())),
  reopen: procedure("operator")
    .input(reopenInput)
    .output(changedOutput)
    .mutation(({ input, ctx }) => reopen(input, actOf(ctx))),
  jobs: procedure("viewer")
    .input(jobsPageInput)
    .output(jobsPageOutput)
    .query(({ input }) => pageBackfills(input)),
  jobDetail: procedure("viewer")
    .input(jobInput)
    .output(jobDetailOutput)
    .query(({ input }) => getBackfillDetail(input)),
  watchJob: procedure("viewer")
    .input(watchJobInput)
    .output(zAsyncIterable(jobView))
    .subscription(({ input, signal }) => watchBackfill(input, streamSignal(signal))),
  cancelJob: procedure("operator")
    .input(cancelJobInput)
    .output(cancelJobOutput)
    .mutation(({ input, ctx }) => cancelBackfill(input, actOf(ctx))),
  policies: procedure("viewer")
    .input(policiesInput)
    .output(policiesOutput)
    .query(() => listGapPolicies()),
  setPolicy: procedure("admin")
    .input(setPolicyInput)
    .output(setPolicyOutput)
    .mutation(({ input, ctx }) => setGapPolicy(input, actOf(ctx))),
});
