import {
  ledgerSummaryInput,
  ledgerSummaryOutput,
  readLedgerSummary,
} from "@/server/services/ledger/read-ledger-summary";
import { procedure, router } from "@/server/trpc/init";

export const ledgerRouter = router({
  summary: procedure("viewer")
    .input(ledgerSummaryInput)
    .output(ledgerSummaryOutput)
    .query(() => readLedgerSummary()),
});
