import type { SequenceRange } from "@/domain/sequence/types";

/** Reads Postgres's `{[3,5),[9,12)}` (half open, as int8 ranges are always printed) as inclusive ranges. */
export function parseMultirange(text: string): SequenceRange[] {
  const ranges: SequenceRange[] = [];
  for (const match of text.matchAll(/\[(-?\d+),(-?\d+)\)/g)) {
    const [, from, end] = match;
    if (from !== undefined && end !== undefined) ranges.push({ from: BigInt(from), to: BigInt(end) - 1n });
  }
  return ranges;
}

/** Writes inclusive ranges as a Postgres multirange. */
export function formatMultirange(ranges: readonly SequenceRange[]): string {
  return `{${ranges.map(({ from, to }) => `[${from},${to}]`).join(",")}}`;
}

/** The fewest ranges that hold these numbers; the numbers may repeat and come in any order. */
export function rangesOf(numbers: readonly bigint[]): SequenceRange[] {
  const sorted = [...numbers].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const ranges: SequenceRange[] = [];
  for (const number of sorted) {
    const last = ranges.at(-1);
    if (last !== undefined && number <= last.to + 1n) last.to = number > last.to ? number : last.to;
    else ranges.push({ from: number, to: number });
  }
  return ranges;
}
