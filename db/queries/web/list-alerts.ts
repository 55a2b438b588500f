import type { Micros } from "@/domain/time/micros";
import type { Query } from "../../client";

export type AlertSeverity = "info" | "warning" | "critical";

export interface AlertRow {
  id: bigint;
  kind: string;
  subject: string;
  severity: AlertSeverity;
  message: string;
  openedAt: Micros;
  lastSeenAt: Micros;
  closedAt: Micros | null;
  acknowledgedAt: Micros | null;
  acknowledgedBy: string | null;
}

/** Alerts: those that fire first, the worst first; then the closed ones, the newest first. */
export function listAlerts(sql: Query, openOnly: boolean, limit: number): Promise<AlertRow[]> {
  return sql<AlertRow[]>`
    select id, kind, subject, severity, message,
      (extract(epoch from opened_at) * 1000000)::float8 as "openedAt",
      (extract(epoch from last_seen_at) * 1000000)::float8 as "lastSeenAt",
      (extract(epoch from closed_at) * 1000000)::float8 as "closedAt",
      (extract(epoch from acknowledged_at) * 1000000)::float8 as "acknowledgedAt",
      acknowledged_by as "acknowledgedBy"
    from alerts
    ${openOnly ? sql`where closed_at is null` : sql``}
    order by closed_at is not null, array_position(array['critical', 'warning', 'info'], severity), opened_at desc
    limit ${limit}`;
}
