import type { Query } from "../../client";

/** Who does what to what, and why: written before the act, in its transaction. */
export interface AuditEntry {
  actor: string;
  /** `entity.verb`, e.g. `replay.start` */
  action: string;
  /** what it is done to, e.g. `replay job 12` */
  subject: string;
  reason: string | null;
  /** from where: `web`, `api`, or the worker that acts by itself */
  origin: string;
  /** `accepted` where a worker carries it out, else what came of it */
  outcome: string;
  detail?: Record<string, unknown>;
}

export async function insertAudit(sql: Query, entry: AuditEntry): Promise<void> {
  await sql`
    insert into audit_log (actor, action, subject, reason, origin, outcome, detail)
    values (${entry.actor}, ${entry.action}, ${entry.subject}, ${entry.reason}, ${entry.origin}, ${entry.outcome},
      ${JSON.stringify(entry.detail ?? {})}::text::jsonb)`;
}
