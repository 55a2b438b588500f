import type { Percentile } from "./histogram";

/** K2's latency tiers by the 99th percentile, from the exchange's time to the row that can be queried. */
export const TIERS = [
  { name: "L1", word: "Hot", belowMicros: 10 },
  { name: "L2", word: "Warm", belowMicros: 10_000 },
  { name: "L3", word: "Cold", belowMicros: 500_000 },
] as const;
type Tier = (typeof TIERS)[number];

/**
 * - `met`: the whole interval of the 99th percentile lies within the tier
 * - `unsure`: its upper end does not: so few trades cannot tell
 * - `missed`: no tier is met
 * - `clock`: the percentile is below zero, so that two clocks disagree by more than the latency: nothing can be told
 * - `unknown`: too few trades
 */
export type TierVerdict =
  | { kind: "met"; tier: Tier }
  | { kind: "unsure"; tier: Tier }
  | { kind: "missed" }
  | { kind: "clock" }
  | { kind: "unknown" };

export function judgeTier(p50: Percentile | null, p99: Percentile | null): TierVerdict {
  if (p50 === null || p99 === null) return { kind: "unknown" };
  // Half of all trades cannot arrive before they happen.
  if (p50.value < 0) return { kind: "clock" };
  const tier = TIERS.find((one) => p99.value < one.belowMicros);
  if (tier === undefined) return { kind: "missed" };
  return { kind: p99.high < tier.belowMicros ? "met" : "unsure", tier };
}
