import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lineDiff } from "./line-diff";

describe("a difference of lines", () => {
  it("keeps what both have", () => {
    expect(lineDiff("a\nb\nc", "a\nx\nc")).toEqual([
      { kind: "same", text: "a" },
      { kind: "gone", text: "b" },
      { kind: "new", text: "x" },
      { kind: "same", text: "c" },
    ]);
    expect(lineDiff("a", "a")).toEqual([{ kind: "same", text: "a" }]);
  });

  it("tells both texts whole, whatever they are", () => {
    const text = fc
      .array(fc.constantFrom("a", "b", "c", ""), { maxLength: 12 })
      .map((lines) => lines.join("\n"));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const lines = lineDiff(before, after);
        const of = (kind: "gone" | "new") =>
          lines
            .filter((line) => line.kind === "same" || line.kind === kind)
            .map((line) => line.text)
            .join("\n");
        expect(of("gone")).toBe(before);
        expect(of("new")).toBe(after);
      }),
    );
  });
});
