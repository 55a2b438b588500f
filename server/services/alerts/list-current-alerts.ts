import { z } from "zod";
import { listAlerts } from "@/db/queries/web/list-alerts";
import { database } from "@/server/database";
import { micros } from "@/server/trpc/exact";

const LIMIT = 200;

export const currentAlertsInput = z.strictObject({ openOnly: z.boolean().default(false) });

export const alertRow = z.object({
  id: z.bigint(),
  kind: z.string(),
  subject: z.string(),
  severity: z.enum(["info", "warning", "critical"]),
  message: z.string(),
  openedAt: micros,
  lastSeenAt: micros,
  closedAt: micros.nullable(),
  acknowledgedAt: micros.nullable(),
  acknowledgedBy: z.string().nullable(),
});
export type Alert = z.infer<typeof alertRow>;

export const currentAlertsOutput = z.array(alertRow);

/** Alerts that fire, the worst first, then the newest of the past ones. */
export function listCurrentAlerts(input: z.infer<typeof currentAlertsInput>): Promise<Alert[]> {
  return listAlerts(database(), input.openOnly, LIMIT);
}
