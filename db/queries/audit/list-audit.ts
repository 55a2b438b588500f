import { formatMicros, type Micros } from "@/domain/time/micros";
import type { Query } from "../../client";

export interface AuditRow {
  id: bigint;
  at: Micros;
  actor: string;
  action: string;
  subject: string;
  reason: string | null;
  origin: string;
  outcome: string;
  detail: unknown;
}

export interface AuditQuestion {
  actor: string | null;
  action: string | null;
  /** occurs in the subject, the reason or the outcome, whatever its case */
  text: string | null;
  /** µs; `to` is exclusive */
  from: Micros | null;
  to: Micros | null;
  after: { at: Micros; id: string } | null;
  limit: number;
}

/** Acts, the newest first. */
export function listAudit(sql: Query, question: AuditQuestion): Promise<AuditRow[]> {
  const { actor, action, text, from, to, after } = question;
  const none = sql``;
  const like = text === null ? null : `%${text.replace(/[\\%_]/g, "\\$&")}%`;
  return sql<AuditRow[]>`
    select a.id, (extract(epoch from a.at) * 1000000)::float8 as at, a.actor, a.action, a.subject, a.reason, a.origin,
      a.outcome, a.detail
    from audit_log a
    where true
      ${actor === null ? none : sql`and a.actor = ${actor}`}
      ${action === null ? none : sql`and a.action = ${action}`}
      ${like === null ? none : sql`and (a.subject ilike ${like} or a.reason ilike ${like} or a.outcome ilike ${like})`}
      ${from === null ? none : sql`and a.at >= ${formatMicros(from)}::text::timestamptz`}
      ${to === null ? none : sql`and a.at < ${formatMicros(to)}::text::timestamptz`}
      ${after === null ? none : sql`and (a.at, a.id) < (${formatMicros(after.at)}::text::timestamptz, ${after.id}::int8)`}
    order by a.at desc, a.id desc
    limit ${question.limit}`;
}
