import { z } from "zod";

const count = z.string().regex(/^\d+$/);

/** What came of a backfill, once ingest has read all that it published. Counts are decimal text. */
export const backfillReceipt = z.object({
  /** numbers that were asked for */
  asked: count,
  /** rows with such a number that the venue gave and that were published */
  received: count,
  /** asked numbers that are stored now */
  stored: count,
  stillMissing: count,
  /** of what is still missing: left out of three answers that had their neighbours */
  omitted: count,
  /** older than all that the venue still serves, or of before a restart of its numbers */
  expired: count,
  /** neither: the venue's answers told nothing */
  unresolved: count,
  gapsFilled: count,
  gapsLeft: count,
  calls: count,
  weight: count,
  retries: count,
  /** SHA-256 over the published rows in order of instrument and number, a line each */
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  /** what stood in the way, in words */
  notes: z.array(z.string()),
});
export type BackfillReceipt = z.infer<typeof backfillReceipt>;

export const BACKFILL_STATES = ["waiting", "running", "done", "cancelled", "failed"] as const;
export type BackfillState = (typeof BACKFILL_STATES)[number];

/** What a plan promised, kept with the job. */
export const keptPlan = z.object({ calls: z.int(), weight: z.int(), seconds: z.number(), limit: z.string() });
export type KeptPlan = z.infer<typeof keptPlan>;
