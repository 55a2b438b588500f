/** A number of trades, and what it lies between at 95 % confidence. */
export interface PassingEstimate {
  count: bigint;
  low: bigint;
  high: bigint;
}

const Z_95 = 1.959964;

/**
 * How many of `total` trades pass, where `passed` of `seen` did: Wilson's interval, which stays honest where none or
 * all of the sample passed. Where all were seen there is nothing to estimate.
 */
export function estimatePassing(total: bigint, seen: bigint, passed: bigint): PassingEstimate {
  if (seen >= total) return { count: passed, low: passed, high: passed };
  if (seen === 0n) return { count: 0n, low: 0n, high: total };
  const n = Number(seen);
  const share = Number(passed) / n;
  const z2 = Z_95 * Z_95;
  const middle = (share + z2 / (2 * n)) / (1 + z2 / n);
  const half = (Z_95 / (1 + z2 / n)) * Math.sqrt((share * (1 - share)) / n + z2 / (4 * n * n));
  const of = (part: number) => BigInt(Math.round(Number(total) * Math.min(Math.max(part, 0), 1)));
  const bound = (value: bigint) => (value < passed ? passed : value > total ? total : value);
  return { count: bound(of(share)), low: bound(of(middle - half)), high: bound(of(middle + half)) };
}
