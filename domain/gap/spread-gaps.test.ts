import { expect, it } from "vitest";
import { spreadGaps } from "./spread-gaps";

const MINUTE = 60_000_000;
const gap = (from: number, to: number, missing: bigint) => ({ timeBefore: from, timeAfter: to, missing });

it("counts a gap within a bucket there, and shares one that reaches over several", () => {
  const laid = spreadGaps(
    [
      gap(MINUTE + 1, MINUTE + 9, 3n),
      gap(MINUTE * 2 - 1, MINUTE * 4, 7n),
      gap(MINUTE * 3, MINUTE * 3 + 5, 1n),
    ],
    MINUTE,
    MINUTE,
    MINUTE * 4,
  );
  expect([...laid]).toEqual([
    [MINUTE, { missing: 3n, shared: 7n }],
    [MINUTE * 2, { missing: 0n, shared: 7n }],
    [MINUTE * 3, { missing: 1n, shared: 7n }],
  ]);
});

it("takes a gap whose trades stand in the wrong order, and leaves out what lies outside", () => {
  expect([...spreadGaps([gap(MINUTE + 9, MINUTE + 1, 3n)], MINUTE, 0, MINUTE * 9)]).toEqual([
    [MINUTE, { missing: 3n, shared: 0n }],
  ]);
  expect(
    spreadGaps([gap(0, 5, 3n), gap(MINUTE * 9, MINUTE * 9 + 1, 1n)], MINUTE, MINUTE, MINUTE * 9).size,
  ).toBe(0);
});
