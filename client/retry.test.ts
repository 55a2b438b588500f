import { describe, expect, it } from "vitest";
import { type Attempt, retryDelayMs, shouldRetry } from "@/client/retry";

const read: Attempt = { type: "query", retryable: true, isAborted: false, attempts: 1 };

describe("a call that failed", () => {
  it("is tried again where it is a read that may succeed", () => {
    expect(shouldRetry(read, 3)).toBe(true);
    expect(shouldRetry({ ...read, attempts: 3 }, 3)).toBe(true);
  });

  it.each<[string, Partial<Attempt>]>([
    ["it is a change", { type: "mutation" }],
    ["a subscription goes on by itself", { type: "subscription" }],
    ["it would fail again", { retryable: false }],
    ["nobody waits for it", { isAborted: true }],
    ["it was tried often enough", { attempts: 4 }],
  ])("is not tried again where %s", (_, change) => {
    expect(shouldRetry({ ...read, ...change }, 3)).toBe(false);
  });

  it("waits longer each time, up to four seconds", () => {
    expect([1, 2, 3, 4, 5, 9].map(retryDelayMs)).toEqual([500, 1_000, 2_000, 4_000, 4_000, 4_000]);
  });
});
