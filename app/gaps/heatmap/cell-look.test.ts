import { expect, it } from "vitest";
import { lookOf, percentOf } from "./cell-look";

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
