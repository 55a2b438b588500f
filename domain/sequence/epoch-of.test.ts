import { describe, expect, it } from "vitest";
import { epochOf } from "./epoch-of";
import type { SequenceEpoch } from "./types";

/** Before a restart 1,000,000 to 1,000,050 in the time 100 to 200; after it 1 to 9 in the time 300 to 400. */
const epochs: SequenceEpoch[] = [
  { epoch: 0, lowest: 1_000_000n, lowestTime: 100, highest: 1_000_050n, highestTime: 200 },
  { epoch: 1, lowest: 1n, lowestTime: 300, highest: 9n, highestTime: 400 },
];

describe("the epoch of a trade", () => {
  it("is none where nothing was seen", () => {
    expect(epochOf([], { sequence: 1n, timeMicros: 1 })).toBe(-1);
  });

  it.each([
    ["of the time before a restart, also where its number is nearer to the new ones", 20n, 199, 0],
    ["of the time after it, also where its number is nearer to the old ones", 999_999n, 301, 1],
    ["between the two, by the nearer number: the old", 1_000_051n, 250, 0],
    ["between the two, by the nearer number: the new", 0n, 250, 1],
    ["at the first moment of the new, which the old never reached", 999_999n, 300, 1],
  ])("is, for one %s", (_, sequence, timeMicros, at) => {
    expect(epochOf(epochs, { sequence, timeMicros })).toBe(at);
  });
});
