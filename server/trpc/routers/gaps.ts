import { gapsPageInput, gapsPageOutput, pageGaps } from "@/server/services/gaps/page-gaps";
import { procedure, router } from "@/server/trpc/init";

export const gapsRouter = router({
  page: procedure("viewer")
    .input(gapsPageInput)
    .output(gapsPageOutput)
    .query(({ input }) => pageGaps(input)),
});
