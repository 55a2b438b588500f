import { expect, it } from "vitest";
import { latencyText } from "./words";

it.each([
  [0, "0 µs"],
  [1, "1 µs"],
  [999, "999 µs"],
  [4_321, "4.3 ms"],
  [98_765, "99 ms"],
  [-12_000, "−12 ms"],
  [1_540_000, "1.5 s"],
  [300_000_000, "5 min"],
  [10_800_000_000, "3 h"],
])("%d µs is %s", (micros, text) => {
  expect(latencyText(micros)).toBe(text);
});
