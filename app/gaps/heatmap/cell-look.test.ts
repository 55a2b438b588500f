import { expect, it } from "vitest";
import { lookOf, percentOf, runsOf } from "./cell-look";

const cell = (stored: bigint, missing: bigint, shared = 0n) => ({ bucket: 0, stored, missing, shared });

it("never shows what is incomplete as complete", () => {
  expect(lookOf(undefined, true)).toBe("none");
  expect(lookOf(cell(5n, 0n), true)).toBe("complete");
  expect(lookOf(cell(10_000_000n, 1n), true)).toBe("little");
  expect(lookOf(cell(99n, 1n), true)).toBe("much");
  expect(lookOf(cell(0n, 1n), true)).toBe("most");
  expect(lookOf(cell(5n, 0n, 1n), true)).toBe("touched");
  expect(percentOf(cell(10_000_000n, 1n))).toBe("99.9999");
  expect(percentOf(cell(0n, 0n))).toBeNull();
});

it("says nothing of feeds without numbers", () => {
  expect(lookOf(cell(5n, 0n), false)).toBe("not-applicable");
});

it("draws a stretch in which nothing was expected as one cell", () => {
  const cells = new Map([
    [2, cell(5n, 0n)],
    [3, cell(0n, 1n)],
  ]);
  const runs = runsOf([0, 1, 2, 3, 4], cells, true);
  expect(runs.map(({ column, length, look }) => [column, length, look])).toEqual([
    [0, 2, "none"],
    [2, 1, "complete"],
    [3, 1, "most"],
    [4, 1, "none"],
  ]);
});
