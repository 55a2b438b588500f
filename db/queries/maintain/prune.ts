import type { Query } from "../../client";

/** How long observations are kept; what the ledger counts is never among them. */
const KEPT = {
  lagSamples: "3 hours",
  latencyMinutes: "48 hours",
  latencyHours: "400 days",
  endedWorkers: "7 days",
  closedAlerts: "90 days",
} as const;

/** Deletes observations that are past their time. @returns how many rows went */
export async function prune(sql: Query): Promise<number> {
  const deleted = await Promise.all([
    sql`delete from lag_samples where sampled_at < now() - ${KEPT.lagSamples}::text::interval`,
    sql`delete from latency_1m where minute < now() - ${KEPT.latencyMinutes}::text::interval`,
    sql`delete from latency_1h where hour < now() - ${KEPT.latencyHours}::text::interval`,
    sql`delete from worker_heartbeats where beat_at < now() - ${KEPT.endedWorkers}::text::interval`,
    sql`delete from alerts where closed_at < now() - ${KEPT.closedAlerts}::text::interval`,
  ]);
  return deleted.reduce((sum, one) => sum + one.count, 0);
}
