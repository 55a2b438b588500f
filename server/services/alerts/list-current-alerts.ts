import { z } from "zod";
import { listRuns } from "@/db/queries/maintain/list-runs";
import { listAlerts } from "@/db/queries/web/list-alerts";
import type { Micros } from "@/domain/time/micros";
import { database } from "@/server/database";
import { alertState, STATES } from "@/server/services/alerts/alert-state";
import { micros } from "@/server/trpc/exact";

const LIMIT = 200;
/** the engine judges every two seconds */
const ENGINE_LATE_MICROS = 10_000_000;

export const currentAlertsInput = z.strictObject({ openOnly: z.boolean().default(false) });

export const alertRow = z.object({
  id: z.bigint(),
  kind: z.string(),
  subject: z.string(),
  severity: z.enum(["info", "warning", "critical"]),
  state: z.enum(STATES),
  message: z.string(),
  /** JSON: the facts that the rule judged by */
  evidence: z.string(),
  openedAt: micros,
  lastSeenAt: micros,
  closedAt: micros.nullable(),
  acknowledgedAt: micros.nullable(),
  acknowledgedBy: z.string().nullable(),
  silencedUntil: micros.nullable(),
  silencedBy: z.string().nullable(),
  silenceReason: z.string().nullable(),
  note: z.string().nullable(),
  told: z.int(),
  untold: z.int(),
});
export type Alert = z.infer<typeof alertRow>;

export const currentAlertsOutput = z.object({
  serverTime: micros,
  /** whether somebody judges: without a maintainer no alert opens or closes */
  engine: z.object({
    running: z.boolean(),
    lastRunAt: micros.nullable(),
    error: z.string().nullable(),
  }),
  alerts: z.array(alertRow),
});

/** Alerts that fire, the worst first, then the newest of the past ones; and whether the engine that judges runs. */
export async function listCurrentAlerts(
  input: z.infer<typeof currentAlertsInput>,
  now: Micros,
): Promise<z.infer<typeof currentAlertsOutput>> {
  const sql = database();
  const [rows, runs] = await Promise.all([listAlerts(sql, input.openOnly, LIMIT), listRuns(sql)]);
  const engine = runs.find((one) => one.task === "alerts");
  const lastRunAt = engine?.doneAt ?? null;
  return {
    serverTime: now,
    engine: {
      running: lastRunAt !== null && now - lastRunAt < ENGINE_LATE_MICROS,
      lastRunAt,
      error:
        engine?.error != null && (lastRunAt === null || (engine.errorAt ?? 0) > lastRunAt)
          ? engine.error
          : null,
    },
    alerts: rows.map((row) => ({ ...row, state: alertState(row, now) })),
  };
}
