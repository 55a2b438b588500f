import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { SequenceRange } from "../sequence/types";
import { countRanges, includesNumber, intersectRanges, joinRanges, subtractRanges } from "./ranges";

const ranges = fc.array(
  fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 8 })).map(([from, length]) => ({
    from: BigInt(from),
    to: BigInt(from + length),
  })),
  { maxLength: 12 },
);
const setOf = (list: readonly SequenceRange[]) => {
  const set = new Set<bigint>();
  for (const { from, to } of list) for (let n = from; n <= to; n++) set.add(n);
  return set;
};

describe("sets of numbers", () => {
  it("agree with naive sets", () => {
    fc.assert(
      fc.property(ranges, ranges, (a, b) => {
        const [left, right] = [setOf(a), setOf(b)];
        expect(setOf(joinRanges(a))).toEqual(left);
        expect(setOf(subtractRanges(a, b))).toEqual(new Set([...left].filter((n) => !right.has(n))));
        expect(setOf(intersectRanges(a, b))).toEqual(new Set([...left].filter((n) => right.has(n))));
        expect(countRanges(joinRanges(a))).toBe(BigInt(left.size));
        for (let n = 0n; n < 70n; n++) expect(includesNumber(joinRanges(a), n)).toBe(left.has(n));
      }),
    );
  });

  it("come sorted, and never touch", () => {
    fc.assert(
      fc.property(ranges, ranges, (a, b) => {
        for (const list of [joinRanges(a), subtractRanges(a, b)])
          for (const [at, range] of list.entries()) {
            expect(range.from <= range.to).toBe(true);
            const before = list[at - 1];
            if (before !== undefined) expect(range.from > before.to + 1n).toBe(true);
          }
      }),
    );
  });
});
