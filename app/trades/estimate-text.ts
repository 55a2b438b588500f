import { compactNumber, groupThousands } from "@/app/lib/format/decimal";
import type { ApiOutput } from "@/app/lib/trpc/types";

type Estimate = ApiOutput["trades"]["estimate"];

/** `of 1,234`, or about how many and by what: an estimate is never written as if it were counted. */
export function estimateText({ count, low, high, exact, method, sampled }: Estimate): string {
  if (exact) return `of ${groupThousands(count)}`;
  if (method === "planner") return `of about ${groupThousands(count)}, by the database's statistics`;
  if (method === "candles")
    return `of about ${groupThousands(count)}: retention has taken a part of the range`;
  return `of about ${compactNumber(count)} (${compactNumber(low)} to ${compactNumber(high)}, by a sample of ${groupThousands(sampled)})`;
}
