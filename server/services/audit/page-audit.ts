import { z } from "zod";
import { listAudit } from "@/db/queries/audit/list-audit";
import { decodeCursor, encodeCursor } from "@/server/cursor";
import { database } from "@/server/database";
import { micros, paging } from "@/server/trpc/exact";

export const auditPageInput = z.strictObject({
  actor: z.string().min(1).max(200).nullable().default(null),
  action: z.string().min(1).max(100).nullable().default(null),
  /** occurs in the subject, the reason or the outcome */
  text: z.string().min(1).max(200).nullable().default(null),
  from: micros.min(0).nullable().default(null),
  to: micros.min(0).nullable().default(null),
  ...paging,
});

export const auditRow = z.object({
  id: z.bigint(),
  at: micros,
  actor: z.string(),
  action: z.string(),
  subject: z.string(),
  reason: z.string().nullable(),
  origin: z.string(),
  outcome: z.string(),
  /** what else is known of the act, as JSON */
  detail: z.string(),
});
export type AuditEntry = z.infer<typeof auditRow>;

export const auditPageOutput = z.object({ rows: z.array(auditRow), nextCursor: z.string().nullable() });

const LIST = "audit";
const cursorKey = z.strictObject({ at: micros, id: z.string().regex(/^\d{1,19}$/) });

/** One page of the audit log, the newest act first. */
export async function pageAudit({
  cursor,
  limit,
  direction: _direction,
  ...question
}: z.infer<typeof auditPageInput>): Promise<z.infer<typeof auditPageOutput>> {
  const after = cursor ? decodeCursor(LIST, cursorKey, cursor) : null;
  const rows = await listAudit(database(), { ...question, after, limit: limit + 1 });
  const page = rows
    .slice(0, limit)
    .map(({ detail, ...row }) => ({ ...row, detail: JSON.stringify(detail, null, 2) }));
  const last = page.at(-1);
  const more = rows.length > limit && last !== undefined;
  return {
    rows: page,
    nextCursor: more ? encodeCursor(LIST, { at: last.at, id: last.id.toString() }) : null,
  };
}
