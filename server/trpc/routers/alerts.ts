import {
  currentAlertsInput,
  currentAlertsOutput,
  listCurrentAlerts,
} from "@/server/services/alerts/list-current-alerts";
import { procedure, router } from "@/server/trpc/init";

export const alertsRouter = router({
  list: procedure("viewer")
    .input(currentAlertsInput)
    .output(currentAlertsOutput)
    .query(({ input }) => listCurrentAlerts(input)),
});
