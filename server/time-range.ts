import { z } from "zod";
import type { Micros } from "@/domain/time/micros";
import { micros } from "@/server/trpc/exact";

const TEN_YEARS_SECONDS = 10 * 366 * 86_400;

/**
 * A range as pages ask for it. A relative one stays relative up to here, so that the question (and with it the cached
 * answer's key) is the same from second to second.
 */
export const timeRange = z.union([
  z.strictObject({ lastSeconds: z.int().min(1).max(TEN_YEARS_SECONDS) }),
  z
    .strictObject({ from: micros, to: micros })
    .refine((range) => range.from < range.to, { message: "the range must begin before it ends" }),
]);
export type TimeRange = z.infer<typeof timeRange>;

export interface ResolvedRange {
  from: Micros;
  /** exclusive */
  to: Micros;
}

/** The range at a given moment. A relative one ends a minute ahead: clocks of venues run before ours. */
export function resolveRange(range: TimeRange, now: Micros): ResolvedRange {
  if ("from" in range) return { from: range.from, to: range.to };
  return { from: now - range.lastSeconds * 1_000_000, to: now + 60_000_000 };
}
