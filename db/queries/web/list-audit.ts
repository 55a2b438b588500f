import type { Micros } from "@/domain/time/micros";
import { formatMicros } from "@/domain/time/micros";
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
}

/** Acts, the newest first. */
export function listAudit(
  sql: Query,
  after: { at: Micros; id: string } | null,
  limit: number,
): Promise<AuditRow[]> {
  return sql<AuditRow[]>`
    select id, (extract(epoch from at) * 1000000)::float8 as at, actor, action, subject, reason, origin, outcome
    from audit_log
    ${after === null ? sql`` : sql`where (audit_log.at, id) < (${formatMicros(after.at)}::timestamptz, ${after.id}::int8)`}
    order by audit_log.at desc, id desc
    limit ${limit}`;
}
