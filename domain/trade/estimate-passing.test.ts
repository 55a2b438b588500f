import { describe, expect, it } from "vitest";
import { estimatePassing } from "./estimate-passing";

describe("estimatePassing", () => {
  it("is exact where all were seen", () => {
    expect(estimatePassing(10n, 10n, 3n)).toEqual({ count: 3n, low: 3n, high: 3n });
    expect(estimatePassing(0n, 0n, 0n)).toEqual({ count: 0n, low: 0n, high: 0n });
  });

  it("scales the share, and tells how far off it may be", () => {
    // Wilson's interval of 100 in 1,000: 8.29 % to 12.01 %.
    expect(estimatePassing(1_000_000n, 1_000n, 100n)).toEqual({
      count: 100_000n,
      low: 82_909n,
      high: 120_152n,
    });
  });

  it("does not say none, or all, from a sample", () => {
    const none = estimatePassing(1_000_000n, 1_000n, 0n);
    expect(none).toMatchObject({ count: 0n, low: 0n });
    expect(none.high).toBeGreaterThan(3_000n);
    expect(estimatePassing(1_000_000n, 1_000n, 1_000n).low).toBeLessThan(1_000_000n);
    expect(estimatePassing(1_000_000n, 0n, 0n)).toEqual({ count: 0n, low: 0n, high: 1_000_000n });
  });

  it("never promises fewer than were seen", () => {
    expect(estimatePassing(1_001n, 1_000n, 1_000n).low).toBe(1_000n);
  });
});
