import { actOf } from "@/server/act";
import { getReplay, getReplayInput, getReplayOutput } from "@/server/services/replay/get-replay";
import { itemsPageInput, itemsPageOutput, pageItems } from "@/server/services/replay/page-items";
import { pageReplays, replaysPageInput, replaysPageOutput } from "@/server/services/replay/page-replays";
import { planReplay, planReplayInput, planReplayOutput } from "@/server/services/replay/plan-replay";
import { previewPatch, previewPatchInput, previewPatchOutput } from "@/server/services/replay/preview-patch";
import { startReplay, startReplayInput, startReplayOutput } from "@/server/services/replay/start-replay";
import {
  cancelReplay,
  pauseReplay,
  resumeReplay,
  steerReplayInput,
  steerReplayOutput,
} from "@/server/services/replay/steer-replay";
import { watchReplay, watchReplayEvent, watchReplayInput } from "@/server/services/replay/watch-replay";
import { zAsyncIterable } from "@/server/trpc/async-iterable";
import { procedure, router, streamSignal } from "@/server/trpc/init";

export const replayRouter = router({
  page: procedure("viewer")
    .input(replaysPageInput)
    .output(replaysPageOutput)
    .query(({ input }) => pageReplays(input)),
  one: procedure("viewer")
    .input(getReplayInput)
    .output(getReplayOutput)
    .query(({ input }) => getReplay(input)),
  items: procedure("viewer")
    .input(itemsPageInput)
    .output(itemsPageOutput)
    .query(({ input }) => pageItems(input)),
  watch: procedure("viewer")
    .input(watchReplayInput)
    .output(zAsyncIterable(watchReplayEvent))
    .subscription(({ input, signal }) => watchReplay(input, streamSignal(signal))),
  /** a mutation that changes nothing: selections and patches are too long for an address */
  previewPatch: procedure("operator")
    .input(previewPatchInput)
    .output(previewPatchOutput)
    .mutation(({ input, ctx }) => previewPatch(input, actOf(ctx))),
  plan: procedure("operator")
    .input(planReplayInput)
    .output(planReplayOutput)
    .mutation(({ input, ctx }) => planReplay(input, actOf(ctx))),
  start: procedure("operator")
    .input(startReplayInput)
    .output(startReplayOutput)
    .mutation(({ input, ctx }) => startReplay(input, actOf(ctx))),
  pause: procedure("operator")
    .input(steerReplayInput)
    .output(steerReplayOutput)
    .mutation(({ input, ctx }) => pauseReplay(input, actOf(ctx))),
  resume: procedure("operator")
    .input(steerReplayInput)
    .output(steerReplayOutput)
    .mutation(({ input, ctx }) => resumeReplay(input, actOf(ctx))),
  cancel: procedure("operator")
    .input(steerReplayInput)
    .output(steerReplayOutput)
    .mutation(({ input, ctx }) => cancelReplay(input, actOf(ctx))),
});
