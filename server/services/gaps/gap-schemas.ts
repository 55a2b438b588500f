import { z } from "zod";
import { gapFilter } from "@/domain/gap/gap-filter";
import { GAP_CAUSES, GAP_STATES } from "@/domain/gap/types";
import { decimal, micros } from "@/server/trpc/exact";

export const gapRow = z.object({
  id: z.bigint(),
  instrumentId: z.int(),
  exchange: z.string(),
  market: z.string(),
  symbol: z.string(),
  /** which of the venue's numberings, from 0 on */
  epoch: z.int(),
  fromSequence: z.bigint(),
  toSequence: z.bigint(),
  /** numbers still missing */
  missingCount: decimal,
  timeBefore: micros,
  timeAfter: micros,
  detectedAt: micros,
  filledAt: micros.nullable(),
  cause: z.enum(GAP_CAUSES),
  state: z.enum(GAP_STATES),
  backfillJobId: z.bigint().nullable(),
  acknowledgedBy: z.string().nullable(),
  acknowledgedReason: z.string().nullable(),
  acknowledgedUntil: micros.nullable(),
});

export const gapsQuestion = gapFilter.extend({ order: z.enum(["newest", "largest"]).default("newest") });

/** An inclusive run of numbers. */
export const range = z.object({ from: z.bigint(), to: z.bigint() });
