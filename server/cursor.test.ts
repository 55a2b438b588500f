import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { decodeCursor, encodeCursor } from "./cursor";

const key = z.strictObject({ time: z.int(), id: z.string().max(100) });

describe("cursor", () => {
  it("comes back as it went", () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.string({ maxLength: 100 }), (time, id) => {
        expect(decodeCursor("trades", key, encodeCursor("trades", { time, id }))).toEqual({ time, id });
      }),
    );
  });

  it("is refused for another list, with more in it, or as noise", () => {
    for (const cursor of [
      encodeCursor("gaps", { time: 1, id: "a" }),
      encodeCursor("trades", { time: 1, id: "a", more: 1 }),
      encodeCursor("trades", { time: 1.5, id: "a" }),
      "bm90IGpzb24",
      "%%%",
    ]) {
      expect(() => decodeCursor("trades", key, cursor)).toThrowError(
        expect.objectContaining({ code: "CURSOR_INVALID" }),
      );
    }
  });
});
