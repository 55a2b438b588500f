import type { Sql } from "@/db/client";
import { reconcileAlerts } from "@/db/queries/alerts/reconcile-alerts";
import { judgeAlerts } from "@/domain/alert/judge-alerts";
import type { Log } from "@/runtime/log";
import { readAlertFacts } from "./read-alert-facts";

/** what is not found for so long is over */
const GRACE_MS = 3_000;

/** Judges the facts of this moment and brings the alerts in line with them. */
export async function watchAlerts(
  sql: Sql,
  options: { expectedFeeds: readonly string[]; notify: boolean; log: Log },
): Promise<Record<string, unknown>> {
  const facts = await readAlertFacts(sql, options);
  const findings = judgeAlerts(facts);
  const { opened, closed } = await reconcileAlerts(sql, findings, {
    notify: options.notify,
    graceMs: GRACE_MS,
  });
  for (const { kind, subject } of opened) options.log.warn({ kind, subject }, "alert opened");
  for (const { kind, subject } of closed) options.log.info({ kind, subject }, "alert resolved");
  return { firing: findings.length };
}
