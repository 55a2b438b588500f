import { describe, expect, it } from "vitest";
import { percent, percentDelta, usd, usdDelta, usdPerMillion } from "./money";

describe("money in words", () => {
  it.each([
    ["47385.707857142857", "$47,385.71"],
    ["-13140.000000", "−$13,140.00"],
    ["-0.001", "$0.00"],
    ["0", "$0.00"],
  ])("usd of %s is %s", (amount, text) => expect(usd(amount)).toBe(text));

  it.each([
    ["120", "+$120.00"],
    ["-13140", "−$13,140.00"],
    ["-0.004", "±$0.00"],
  ])("a difference of %s is %s", (amount, text) => expect(usdDelta(amount)).toBe(text));

  it.each([
    ["0.018031091270", "$0.018031"],
    ["0.5712", "$0.5712"],
    ["0", "$0.00"],
    ["1234.5", "$1,234.50"],
  ])("a million messages at %s is %s", (amount, text) => expect(usdPerMillion(amount)).toBe(text));

  it("never says nothing where there is a little", () => {
    expect(percent(0.0004)).toBe("< 0.1 %");
    expect(percent(-0.0004)).toBe("> −0.1 %");
    expect(percent(0)).toBe("0.0 %");
    expect(percentDelta(0.123)).toBe("+12.3 %");
    expect(percentDelta(-0.5)).toBe("−50.0 %");
    expect(percentDelta(null)).toBe("new");
  });
});
