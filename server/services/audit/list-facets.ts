import { z } from "zod";
import { listAuditFacets } from "@/db/queries/audit/list-audit-facets";
import { database } from "@/server/database";

const LIMIT = 200;

export const auditFacetsInput = z.strictObject({});

export const auditFacetsOutput = z.object({ actors: z.array(z.string()), actions: z.array(z.string()) });

/** Who has acted so far, and what acts there were. */
export function listFacets(): Promise<z.infer<typeof auditFacetsOutput>> {
  return listAuditFacets(database(), LIMIT);
}
