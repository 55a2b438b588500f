import { describe, expect, it } from "vitest";
import { boundsError, compareDecimals, readDecimal, readTradeId } from "./filter-text";

describe("readDecimal", () => {
  it.each([
    ["", null],
    ["  ", null],
    ["0", "0"],
    ["1234.50", "1234.50"],
    [" 1,234,567.5 ", "1234567.5"],
    ["007", "7"],
    ["0.000000000001", "0.000000000001"],
    ["12345678901234567890", "12345678901234567890"],
  ])("reads %j", (text, value) => {
    expect(readDecimal(text)).toEqual({ value });
  });

  it.each([
    ["1,5", /“1,5” has a comma.*1\.5/],
    ["-3", /“-3” is below zero.*0 or more/],
    ["1e5", /“1e5” is no number.*1234\.5/],
    ["12 USD", /“12 USD” is no number/],
    [".5", /no number/],
    ["1.", /no number/],
    ["NaN", /no number/],
    ["123456789012345678901", /too long.*20 digits/],
    ["0.0000000000001", /too long.*12 behind/],
  ])("refuses %j by name, with what to write", (text, message) => {
    expect(readDecimal(text)).toEqual({ error: expect.stringMatching(message) });
  });
});

describe("readTradeId", () => {
  it("keeps an id as it is, and refuses what is none", () => {
    expect(readTradeId(" @3:4:0 ")).toEqual({ value: "@3:4:0" });
    expect(readTradeId("")).toEqual({ value: null });
    expect(readTradeId("x".repeat(401))).toEqual({ error: expect.stringMatching(/401.*400/) });
  });
});

describe("bounds", () => {
  it("are compared exactly", () => {
    expect(compareDecimals("0.1", "0.10")).toBe(0);
    expect(compareDecimals("9007199254740993", "9007199254740992")).toBe(1);
    expect(compareDecimals("2", "10")).toBe(-1);
    expect(boundsError("1", "1.0")).toBeNull();
    expect(boundsError(null, "1")).toBeNull();
    expect(boundsError("2.01", "2")).toMatch(/2\.01 is above to 2.*Swap/);
  });
});
