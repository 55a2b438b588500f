import { expect, it } from "vitest";
import { estimateText } from "./estimate-text";

const exact = {
  count: 1_234n,
  low: 1_234n,
  high: 1_234n,
  exact: true,
  method: "candles" as const,
  sampled: 0n,
};

it("says what was counted, and what was guessed by what", () => {
  expect(estimateText(exact)).toBe("of 1,234");
  expect(estimateText({ ...exact, exact: false })).toMatch(/about 1,234: retention/);
  expect(estimateText({ ...exact, exact: false, method: "planner" })).toMatch(/statistics/);
  expect(
    estimateText({
      count: 100_000n,
      low: 82_910n,
      high: 120_150n,
      exact: false,
      method: "sample",
      sampled: 1_000n,
    }),
  ).toBe("of about 100k (82.9k to 120k, by a sample of 1,000)");
});
