import { z } from "zod";
import { countAttention } from "@/db/queries/web/count-attention";
import { readLedgerTotals } from "@/db/queries/web/read-ledger-totals";
import type { Micros } from "@/domain/time/micros";
import { loadEnv } from "@/runtime/env";
import { buildId } from "@/runtime/version";
import { database } from "@/server/database";
import { judgeLedger } from "@/server/services/ledger/judge-ledger";
import { micros } from "@/server/trpc/exact";

/** Counters stop here and say "999+": nobody reads more, and counting a million rows each time helps nobody. */
export const COUNTER_LIMIT = 1_000;

export const shellStatusInput = z.strictObject({});

export const shellStatusOutput = z.object({
  environment: z.string(),
  build: z.string(),
  serverTime: micros,
  ledger: z.object({
    accountedFor: z.boolean(),
    trades: z.bigint(),
    unexplained: z.bigint(),
    lost: z.bigint(),
  }),
  /** each at most COUNTER_LIMIT */
  attention: z.object({ gaps: z.int(), deadLetters: z.int(), alerts: z.int(), halted: z.int() }),
});

/** What the frame around every page shows: the ledger's verdict and what waits for a person. */
export async function readShellStatus(now: Micros): Promise<z.infer<typeof shellStatusOutput>> {
  const sql = database();
  const [totals, attention] = await Promise.all([readLedgerTotals(sql), countAttention(sql, COUNTER_LIMIT)]);
  const verdict = judgeLedger(totals);
  return {
    environment: loadEnv().K2_ENVIRONMENT,
    build: buildId(),
    serverTime: now,
    ledger: {
      accountedFor: verdict.accountedFor,
      trades: totals.tradesDecoded,
      unexplained: absolute(verdict.unexplainedRecords) + absolute(verdict.unexplainedTrades),
      lost: totals.lost,
    },
    attention,
  };
}

function absolute(value: bigint): bigint {
  return value < 0n ? -value : value;
}
