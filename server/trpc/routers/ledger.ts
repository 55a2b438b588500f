import {
  ledgerSummaryInput,
  ledgerSummaryOutput,
  readLedgerSummary,
} from "@/server/services/ledger/read-ledger-summary";
import { verifyLedger, verifyLedgerInput, verifyLedgerOutput } from "@/server/services/ledger/verify-ledger";
import { procedure, router } from "@/server/trpc/init";

export const ledgerRouter = router({
  summary: procedure("viewer")
    .input(ledgerSummaryInput)
    .output(ledgerSummaryOutput)
    .query(() => readLedgerSummary()),
  // A mutation, though it changes nothing: it reads every trade, so that it is no question to be asked again by itself.
  verify: procedure("operator")
    .input(verifyLedgerInput)
    .output(verifyLedgerOutput)
    .mutation(() => verifyLedger()),
});
