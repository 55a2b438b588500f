import { z } from "zod";
import { listAudit } from "@/db/queries/web/list-audit";
import { decodeCursor, encodeCursor } from "@/server/cursor";
import { database } from "@/server/database";
import { micros, paging } from "@/server/trpc/exact";

export const auditPageInput = z.strictObject(paging);

export const auditRow = z.object({
  id: z.bigint(),
  at: micros,
  actor: z.string(),
  action: z.string(),
  subject: z.string(),
  reason: z.string().nullable(),
  origin: z.string(),
  outcome: z.string(),
});
export type AuditEntry = z.infer<typeof auditRow>;

export const auditPageOutput = z.object({ rows: z.array(auditRow), nextCursor: z.string().nullable() });

const LIST = "audit";
const cursorKey = z.strictObject({ at: micros, id: z.string().regex(/^\d{1,19}$/) });

/** One page of the audit log, the newest act first. */
export async function pageAudit(
  input: z.infer<typeof auditPageInput>,
): Promise<z.infer<typeof auditPageOutput>> {
  const after = input.cursor ? decodeCursor(LIST, cursorKey, input.cursor) : null;
  const rows = await listAudit(database(), after, input.limit + 1);
  const page = rows.slice(0, input.limit);
  const last = page.at(-1);
  const more = rows.length > input.limit && last !== undefined;
  return {
    rows: page,
    nextCursor: more ? encodeCursor(LIST, { at: last.at, id: last.id.toString() }) : null,
  };
}
