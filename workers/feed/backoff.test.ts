import { expect, test } from "vitest";
import { fullJitter } from "./backoff";

const limits = { baseMs: 500, capMs: 30_000 };

test("doubles its bound with each attempt, up to the cap", () => {
  const bounds = [0, 1, 2, 3, 5, 6, 7, 1_000].map((attempt) => fullJitter(attempt, limits, () => 1));
  expect(bounds).toEqual([500, 1_000, 2_000, 4_000, 16_000, 30_000, 30_000, 30_000]);
});

test("takes any wait below the bound", () => {
  expect(fullJitter(4, limits, () => 0)).toBe(0);
  expect(fullJitter(4, limits, () => 0.5)).toBe(4_000);
});
