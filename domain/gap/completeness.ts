/** How much of what a feed numbered is stored. */
export interface Completeness {
  stored: bigint;
  missing: bigint;
  expected: bigint;
  /** percent with four decimals, rounded down: `100` only where nothing is missing; null where nothing was expected */
  percent: string | null;
}

export function completenessOf(stored: bigint, missing: bigint): Completeness {
  const expected = stored + missing;
  if (expected === 0n) return { stored, missing, expected, percent: null };
  if (missing === 0n) return { stored, missing, expected, percent: "100" };
  // ten-thousandths of a percent, cut off: 99.99999 % must not be shown as 100 %
  const parts = (stored * 1_000_000n) / expected;
  const text = parts.toString().padStart(5, "0");
  return { stored, missing, expected, percent: `${text.slice(0, -4)}.${text.slice(-4)}` };
}
