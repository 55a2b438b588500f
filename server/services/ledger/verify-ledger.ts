import { z } from "zod";
import { database } from "@/server/database";
import { processState } from "@/server/process-state";
import { readLedger } from "@/server/services/ledger/read-ledger";

export const verifyLedgerInput = z.strictObject({});

export const verifyLedgerOutput = z.object({
  balanced: z.boolean(),
  /** trades that are stored, and those that retention took with their count */
  recounted: z.bigint(),
  tookMs: z.number(),
  partitions: z.array(
    z.object({
      topic: z.string(),
      partition: z.int(),
      stored: z.bigint(),
      recounted: z.bigint(),
      balanced: z.boolean(),
    }),
  ),
});
type Verified = z.infer<typeof verifyLedgerOutput>;

/** reads every stored trade: about a second a million */
const PATIENCE_MS = 120_000;

/** Recounts every stored trade against the accounts. Whoever asks while one runs gets the answer of that one. */
export function verifyLedger(): Promise<Verified> {
  const running = processState<{ now: Promise<Verified> | null }>("verify-ledger", () => ({ now: null }));
  running.now ??= recount().finally(() => {
    running.now = null;
  });
  return running.now;
}

async function recount(): Promise<Verified> {
  const started = performance.now();
  const ledger = await readLedger(database(), { recount: true, patienceMs: PATIENCE_MS });
  const partitions = ledger.partitions.map((one) => ({
    topic: one.topic,
    partition: one.partition,
    stored: one.stored,
    recounted: one.recounted ?? 0n,
    balanced: one.balanced,
  }));
  return {
    balanced: ledger.balanced,
    recounted: partitions.reduce((sum, one) => sum + one.recounted, 0n),
    tookMs: performance.now() - started,
    partitions,
  };
}
