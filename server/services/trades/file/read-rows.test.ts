import { expect, it } from "vitest";
import { readRows } from "./read-rows";
import { scaled } from "./to-parquet";

it("reads COPY's text rows, escapes and nulls", () => {
  expect(readRows(Buffer.from("a\\tb\\nc\\\\d\t\\N\té\n1\t2\t3\n"))).toEqual([
    ["a\tb\nc\\d", null, "é"],
    ["1", "2", "3"],
  ]);
});

it("scales decimals exactly, or not at all", () => {
  expect(scaled("12345678901234567890.123456789012345678")).toBe(12345678901234567890123456789012345678n);
  expect(scaled("7")).toBe(7_000_000_000_000_000_000n);
  expect(scaled("0.10000000000000000000000")).toBe(100_000_000_000_000_000n);
  expect(() => scaled("0.0000000000000000001")).toThrow("18 decimal places");
});
