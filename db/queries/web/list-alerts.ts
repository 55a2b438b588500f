import type { Micros } from "@/domain/time/micros";
import type { Query } from "../../client";

export type AlertSeverity = "info" | "warning" | "critical";

export interface AlertRow {
  id: bigint;
  kind: string;
  subject: string;
  severity: AlertSeverity;
  message: string;
  /** JSON */
  evidence: string;
  openedAt: Micros;
  lastSeenAt: Micros;
  closedAt: Micros | null;
  acknowledgedAt: Micros | null;
  acknowledgedBy: string | null;
  silencedUntil: Micros | null;
  silencedBy: string | null;
  silenceReason: string | null;
  note: string | null;
  /** how many times the webhook was told, and failed to be, of this alert */
  told: number;
  untold: number;
}

/** Alerts: those that fire first, the worst first; then the closed ones, the newest first. */
export function listAlerts(sql: Query, openOnly: boolean, limit: number): Promise<AlertRow[]> {
  return sql<AlertRow[]>`
    select id, kind, subject, severity, message, evidence::text as evidence,
      (extract(epoch from opened_at) * 1000000)::float8 as "openedAt",
      (extract(epoch from last_seen_at) * 1000000)::float8 as "lastSeenAt",
      (extract(epoch from closed_at) * 1000000)::float8 as "closedAt",
      (extract(epoch from acknowledged_at) * 1000000)::float8 as "acknowledgedAt",
      acknowledged_by as "acknowledgedBy",
      (extract(epoch from silenced_until) * 1000000)::float8 as "silencedUntil",
      silenced_by as "silencedBy", silence_reason as "silenceReason", note, n.told, n.untold
    from alerts a
    cross join lateral (
      select count(sent_at)::int as told, (count(*) - count(sent_at))::int as untold
      from alert_notifications where alert_id = a.id) n
    ${openOnly ? sql`where closed_at is null` : sql``}
    order by closed_at is not null, case when closed_at is null
      then array_position(array['critical', 'warning', 'info'], severity) end, coalesce(closed_at, opened_at) desc, id desc
    limit ${limit}`;
}
