import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encodeTapesPosition, parseTapesPosition, positionOfTape } from "./tapes-position";

const int8 = fc.bigInt(0n, 2n ** 63n - 1n);
const id = fc.integer({ min: 1, max: 2_147_483_647 });
const place = fc.record({ time: fc.integer({ min: 0, max: 4_000_000_000_000_000 }), stored: int8 });
const mapOf = <Value>(value: fc.Arbitrary<Value>, size: { minLength?: number; maxLength: number }) =>
  fc.uniqueArray(fc.tuple(id, value), { selector: ([key]) => key, ...size }).map((all) => new Map(all));

describe("the position of several tapes", () => {
  it("comes back as it went, and needs no escaping in an address", () => {
    fc.assert(
      fc.property(
        mapOf(int8, { maxLength: 40 }),
        mapOf(place, { minLength: 1, maxLength: 64 }),
        (sources, tapes) => {
          const text = encodeTapesPosition({ sources, tapes });
          expect(parseTapesPosition(text)).toEqual({ sources, tapes });
          expect(encodeURIComponent(text)).toBe(text);
        },
      ),
    );
  });

  it("gives each tape's own", () => {
    const sources = new Map([[7, 9n]]);
    const at = { sources, tapes: new Map([[3, { time: 5, stored: 8n }]]) };
    expect(positionOfTape(at, 3)).toEqual({ time: 5, stored: 8n, sources });
    expect(positionOfTape(at, 4)).toBeUndefined();
  });

  it.each([
    "",
    "1-2",
    "~1.2",
    "~1.2.x",
    ".~1.2.3",
    "1-2.~1.2.3",
    "1.2.3-4",
    `${Array.from({ length: 2_001 }, () => "1-1").join(".")}~1.2.3`,
    "~1.2.3".repeat(65),
  ])("refuses %s", (text) => {
    expect(parseTapesPosition(text)).toBeNull();
  });
});
