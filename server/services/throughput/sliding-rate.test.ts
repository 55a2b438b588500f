import { expect, it } from "vitest";
import { slidingRate } from "./sliding-rate";

it("moves steadily from one minute to the next", () => {
  expect(slidingRate(600, 0, 0)).toBe(10);
  expect(slidingRate(600, 300, 30)).toBe(10);
  expect(slidingRate(600, 600, 60)).toBe(10);
  expect(slidingRate(0, 0, 12)).toBe(0);
});
