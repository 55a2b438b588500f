import { describe, expect, it } from "vitest";
import { easedBy } from "./easing";

describe("easedBy", () => {
  it.each([
    [0, 1_000, 1_000],
    [14, 1_000, 1_000],
    [15, 1_000, 2_000],
    [29, 1_000, 2_000],
    [60, 1_000, 8_000],
    [40, 2_500, 8_000],
    [500, 10_000, 10_000],
  ])("timers %s ms late: what is asked every %s ms is asked every %s ms", (late, asked, expected) => {
    expect(easedBy(late, asked)).toBe(expected);
  });

  it("asks less often sooner for what is dear to draw", () => {
    expect([8, 10, 20, 40].map((late) => easedBy(late, 1_000, "dear"))).toEqual([1_000, 2_000, 4_000, 8_000]);
  });
});
