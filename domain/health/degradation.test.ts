import { expect, it } from "vitest";
import { degradation } from "./degradation";

it.each([
  [0, 0, "NORMAL"],
  [99_999, 0.69, "NORMAL"],
  [100_000, 0, "SOFT"],
  [0, 0.8, "GRACEFUL"],
  [1_000_000, 0.7, "AGGRESSIVE"],
  [9e9, 1, "CIRCUIT_BREAK"],
])("lag %d, heap %d: %s", (lag, heapRatio, name) => {
  expect(degradation({ lag, heapRatio }).name).toBe(name);
});
