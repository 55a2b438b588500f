import { expect, it } from "vitest";
import { lagTrend } from "./lag-trend";

it.each([
  [{ kind: "none" }, { lag: 0, perSecond: -100, spanSeconds: 60 }],
  [{ kind: "unknown" }, { lag: 10, perSecond: null, spanSeconds: 0 }],
  [{ kind: "steady" }, { lag: 100, perSecond: 3, spanSeconds: 60 }],
  [{ kind: "steady" }, { lag: 1_000_000, perSecond: -300, spanSeconds: 60 }],
  [
    { kind: "growing", perSecond: 4 },
    { lag: 100, perSecond: 4, spanSeconds: 60 },
  ],
  [
    { kind: "shrinking", perSecond: -50, etaSeconds: 200 },
    { lag: 10_000, perSecond: -50, spanSeconds: 60 },
  ],
])("%j", (expected, course) => {
  expect(lagTrend(course)).toEqual(expected);
});
