/** K2's levels of degradation, by name and number. K2 sheds load at them; the console only says which is reached. */
export const DEGRADATION = ["NORMAL", "SOFT", "GRACEFUL", "AGGRESSIVE", "CIRCUIT_BREAK"] as const;
export type Degradation = (typeof DEGRADATION)[number];

/** Records behind, and part of the heap, from which each level holds. */
const LAG = [100_000, 500_000, 1_000_000, 5_000_000];
const HEAP = [0.7, 0.8, 0.9, 0.95];

/** The level by K2's thresholds: the worse of the lag's and the heap's. */
export function degradation(facts: { lag: number; heapRatio: number }): { level: number; name: Degradation } {
  const passed = (value: number, limits: readonly number[]) =>
    limits.filter((limit) => value >= limit).length;
  const level = Math.max(passed(facts.lag, LAG), passed(facts.heapRatio, HEAP));
  return { level, name: DEGRADATION[level] ?? "CIRCUIT_BREAK" };
}
