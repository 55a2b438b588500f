import type { SequenceRange } from "../sequence/types";

/** Sets of numbers as sorted, disjoint, inclusive ranges that never touch. */

/** Sorted and joined: overlapping and neighbouring ranges become one. */
export function joinRanges(ranges: readonly SequenceRange[]): SequenceRange[] {
  const sorted = [...ranges].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
  const joined: SequenceRange[] = [];
  for (const { from, to } of sorted) {
    if (from > to) continue;
    const last = joined.at(-1);
    if (last !== undefined && from <= last.to + 1n) last.to = to > last.to ? to : last.to;
    else joined.push({ from, to });
  }
  return joined;
}

/** The numbers of `a` that are not in `b`. */
export function subtractRanges(a: readonly SequenceRange[], b: readonly SequenceRange[]): SequenceRange[] {
  const taken = joinRanges(b);
  const rest: SequenceRange[] = [];
  let at = 0;
  for (const range of joinRanges(a)) {
    let { from } = range;
    while (at < taken.length && (taken[at]?.to ?? 0n) < from) at++;
    for (let next = at; from <= range.to; next++) {
      const hole = taken[next];
      if (hole === undefined || hole.from > range.to) {
        rest.push({ from, to: range.to });
        break;
      }
      if (hole.from > from) rest.push({ from, to: hole.from - 1n });
      from = hole.to + 1n;
    }
  }
  return rest;
}

/** The numbers in both. */
export function intersectRanges(a: readonly SequenceRange[], b: readonly SequenceRange[]): SequenceRange[] {
  const left = joinRanges(a);
  const right = joinRanges(b);
  const both: SequenceRange[] = [];
  let i = 0;
  let j = 0;
  while (true) {
    const one = left[i];
    const other = right[j];
    if (one === undefined || other === undefined) return both;
    const from = one.from > other.from ? one.from : other.from;
    const to = one.to < other.to ? one.to : other.to;
    if (from <= to) both.push({ from, to });
    if (one.to < other.to) i++;
    else j++;
  }
}

/** How many numbers. */
export function countRanges(ranges: readonly SequenceRange[]): bigint {
  return ranges.reduce((sum, { from, to }) => sum + to - from + 1n, 0n);
}

export function includesNumber(ranges: readonly SequenceRange[], number: bigint): boolean {
  let low = 0;
  let high = ranges.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const range = ranges[middle];
    if (range === undefined) return false;
    if (number < range.from) high = middle - 1;
    else if (number > range.to) low = middle + 1;
    else return true;
  }
  return false;
}

/** The fewest ranges that hold these numbers; they may repeat and come in any order. */
export function rangesOfNumbers(numbers: readonly bigint[]): SequenceRange[] {
  return joinRanges(numbers.map((number) => ({ from: number, to: number })));
}
