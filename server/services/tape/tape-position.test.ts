import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeTapePosition, encodeTapePosition } from "./tape-position";

describe("tape position", () => {
  it("comes back as it went", () => {
    const source = fc.record({
      nextOffset: fc.bigInt(0n, 2n ** 63n - 1n),
      stored: fc.bigInt(0n, 2n ** 63n - 1n),
    });
    const entries = fc.uniqueArray(fc.tuple(fc.integer({ min: 1, max: 2_147_483_647 }), source), {
      selector: ([id]) => id,
    });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_000_000_000_000_000 }), entries, (since, sources) => {
        const position = { since, sources: new Map(sources) };
        expect(decodeTapePosition(encodeTapePosition(position))).toEqual(position);
      }),
    );
  });

  it.each(["", "x", "1.2", "1.2-3", "1.2-3-4.", "1.2--4", "1;drop", `1${".1-1-1".repeat(2_001)}`])(
    "refuses %s",
    (text) => {
      expect(() => decodeTapePosition(text)).toThrowError(
        expect.objectContaining({ code: "CURSOR_INVALID" }),
      );
    },
  );
});
