import { describe, expect, it } from "vitest";
import { moveRange, zoomRange } from "./move-range";

const now = 10_000_000_000;

describe("moveRange", () => {
  it("goes half a range back, and to the present again", () => {
    const earlier = moveRange({ lastSeconds: 3_600 }, -1, now);
    expect(earlier).toEqual({ from: now - 5_400_000_000, to: now - 1_800_000_000 });
    expect(moveRange(earlier, 1, now)).toEqual({ lastSeconds: 3_600 });
  });
});

describe("zoomRange", () => {
  it("takes the next step of a relative range, and stays at the ends", () => {
    expect(zoomRange({ lastSeconds: 3_600 }, "in")).toEqual({ lastSeconds: 900 });
    expect(zoomRange({ lastSeconds: 3_600 }, "out")).toEqual({ lastSeconds: 21_600 });
    expect(zoomRange({ lastSeconds: 300 }, "in")).toEqual({ lastSeconds: 300 });
  });

  it("keeps the middle of an absolute range", () => {
    expect(zoomRange({ from: 0, to: 400_000_000 }, "in")).toEqual({ from: 100_000_000, to: 300_000_000 });
    expect(zoomRange({ from: 200_000_000, to: 400_000_000 }, "out")).toEqual({
      from: 100_000_000,
      to: 500_000_000,
    });
  });
});
