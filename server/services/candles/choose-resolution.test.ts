import { describe, expect, it } from "vitest";
import { chooseResolution } from "./choose-resolution";

const hour = 3_600_000_000;

describe("chooseResolution", () => {
  it.each([
    [hour, "1m"],
    [33 * hour, "1m"],
    [34 * hour, "1h"],
    [83 * 24 * hour, "1h"],
    [84 * 24 * hour, "1d"],
    [20_000 * 24 * hour, "1d"],
  ])("a span of %s µs is answered from %s", (span, resolution) => {
    expect(chooseResolution({ from: 0, to: span }, 2_000)).toBe(resolution);
  });
});
