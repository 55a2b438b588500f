import { z } from "zod";
import { readLedgerTotals } from "@/db/queries/web/read-ledger-totals";
import { readMissingTotals } from "@/db/queries/web/read-missing-totals";
import { database } from "@/server/database";
import { judgeLedger } from "@/server/services/ledger/judge-ledger";
import { decimal } from "@/server/trpc/exact";

const count = z.bigint();

export const ledgerSummaryInput = z.strictObject({});

export const ledgerSummaryOutput = z.object({
  partitions: z.int(),
  halted: z.int(),
  consumed: count,
  decoded: count,
  ignored: count,
  deadLettered: count,
  tradesDecoded: count,
  stored: count,
  duplicates: count,
  conflicts: count,
  lost: count,
  unexplainedRecords: count,
  unexplainedTrades: count,
  accountedFor: z.boolean(),
  /** numbers that feeds promised and that are not stored */
  missing: decimal,
  openGaps: z.int(),
  /** trades stored of feeds that number without a jump: expected = this + missing */
  storedNumbered: count,
});

/** The account of everything since the first record. */
export async function readLedgerSummary(): Promise<z.infer<typeof ledgerSummaryOutput>> {
  const sql = database();
  const [totals, missing] = await Promise.all([readLedgerTotals(sql), readMissingTotals(sql)]);
  return {
    ...totals,
    ...judgeLedger(totals),
    missing: missing.missing,
    openGaps: missing.gaps,
    storedNumbered: missing.storedNumbered,
  };
}
