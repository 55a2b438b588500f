import { auditFacetsInput, auditFacetsOutput, listFacets } from "@/server/services/audit/list-facets";
import { auditPageInput, auditPageOutput, pageAudit } from "@/server/services/audit/page-audit";
import { procedure, router } from "@/server/trpc/init";

export const auditRouter = router({
  page: procedure("viewer")
    .input(auditPageInput)
    .output(auditPageOutput)
    .query(({ input }) => pageAudit(input)),
  facets: procedure("viewer")
    .input(auditFacetsInput)
    .output(auditFacetsOutput)
    .query(() => listFacets()),
});
