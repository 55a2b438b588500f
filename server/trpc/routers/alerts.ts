import { actOf } from "@/server/act";
import { nowMicros } from "@/server/clock";
import {
  acknowledge,
  acknowledgeInput,
  acknowledgeOutput,
} from "@/server/services/alerts/acknowledge-alerts";
import {
  currentAlertsInput,
  currentAlertsOutput,
  listCurrentAlerts,
} from "@/server/services/alerts/list-current-alerts";
import { readRunbook, runbookInput, runbookOutput } from "@/server/services/alerts/read-runbook";
import { silence, silenceInput, silenceOutput } from "@/server/services/alerts/silence-alert";
import { procedure, router } from "@/server/trpc/init";

export const alertsRouter = router({
  list: procedure("viewer")
    .input(currentAlertsInput)
    .output(currentAlertsOutput)
    .query(({ input }) => listCurrentAlerts(input, nowMicros())),
  runbook: procedure("viewer")
    .input(runbookInput)
    .output(runbookOutput)
    .query(({ input }) => readRunbook(input)),
  acknowledge: procedure("operator")
    .input(acknowledgeInput)
    .output(acknowledgeOutput)
    .mutation(({ input, ctx }) => acknowledge(input, actOf(ctx))),
  silence: procedure("operator")
    .input(silenceInput)
    .output(silenceOutput)
    .mutation(({ input, ctx }) => silence(input, actOf(ctx))),
});
