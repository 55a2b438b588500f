import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encodeTapePosition, furthest, isBehind, parseTapePosition, reaches } from "./tape-position";

const int8 = fc.bigInt(0n, 2n ** 63n - 1n);
const position = fc.record({
  time: fc.integer({ min: 0, max: 4_000_000_000_000_000 }),
  stored: int8,
  sources: fc
    .uniqueArray(fc.tuple(fc.integer({ min: 1, max: 2_147_483_647 }), int8), { selector: ([id]) => id })
    .map((entries) => new Map(entries)),
});

describe("tape position", () => {
  it("comes back as it went", () => {
    fc.assert(
      fc.property(position, (at) => {
        expect(parseTapePosition(encodeTapePosition(at))).toEqual(at);
      }),
    );
  });

  it("has a furthest of two, which reaches both", () => {
    fc.assert(
      fc.property(position, position, (a, b) => {
        const far = furthest(a, b);
        expect(reaches(far, a) && reaches(far, b)).toBe(true);
      }),
    );
  });

  it.each(["", "x", "1", "1.2.3", "1.2.3-", "1.2.3--4", "1.2;drop", `1.1${".1-1".repeat(2_001)}`])(
    "refuses %s",
    (text) => {
      expect(parseTapePosition(text)).toBeNull();
    },
  );
});

it.each([
  ["7:8:0", false],
  ["7:9:0", true],
  ["7:10:3", true],
  // Of a source that was not known then, nothing was seen.
  ["8:0:0", true],
])("whoever has seen source 7 up to record 9 has yet to see %s: %s", (key, expected) => {
  expect(isBehind(key, { time: 0, stored: 0n, sources: new Map([[7, 9n]]) })).toBe(expected);
});
