import Decimal from "decimal.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { JsonNumber } from "../../json/json-value";
import { sydneyToUtc } from "../sydney-time";
import { expandExponent } from "./expand-exponent";
import { readDecimal } from "./read-decimal";
import { readEpoch } from "./read-epoch";
import { readTradeNumber } from "./read-id";
import { readIsoTime } from "./read-iso-time";
import { readSeconds } from "./read-seconds";

const Exact = Decimal.clone({ precision: 200, toExpNeg: -9e15, toExpPos: 9e15 });

describe("readDecimal", () => {
  it.each(["0.00140000", "61837.63000000", "1", "0001.5", "9".repeat(38)])(
    "keeps %s digit for digit",
    (text) => {
      expect(readDecimal(text, "price", "p")).toBe(text);
    },
  );

  it.each(["", ".5", "5.", "+1", "1 ", "1_000", "0x10", "1..2", "١"])("refuses the string '%s'", (text) => {
    expect(() => readDecimal(text, "price", "p")).toThrow(/price/);
  });

  it("keeps the digits of JSON numbers, and expands exponents exactly", () => {
    expect(readDecimal(new JsonNumber("12.3400"), "price", "p")).toBe("12.3400");
    expect(readDecimal(new JsonNumber("6E-8"), "price", "p")).toBe("0.00000006");
    expect(readDecimal(230890, "price", "p")).toBe("230890");
  });

  it("tells a JSON number that is not above 0 from one that is too large", () => {
    for (const literal of ["-1e5", "-0", "0.00", "0e9", "-1e999"]) {
      expect(() => readDecimal(new JsonNumber(literal), "price", "p")).toThrow(/above 0/);
    }
    for (const literal of ["1e38", "1e999", "1e-39", "9".repeat(39)]) {
      expect(() => readDecimal(new JsonNumber(literal), "price", "p")).toThrow(/38 digits/);
    }
  });

  it("has room for 38 digits a side and no more", () => {
    expect(readDecimal(`${"9".repeat(38)}.${"9".repeat(38)}`, "price", "p")).toHaveLength(77);
    expect(() => readDecimal(`1.${"9".repeat(39)}`, "price", "p")).toThrow(/38 digits/);
  });
});

it("expandExponent is exact", () => {
  const literal = fc
    .tuple(
      fc.bigInt({ min: 0n, max: 10n ** 18n }),
      fc.option(fc.string({ unit: fc.constantFrom(..."0123456789"), minLength: 1, maxLength: 8 })),
      fc.integer({ min: -30, max: 30 }),
    )
    .map(([whole, fraction, exponent]) => `${whole}${fraction === null ? "" : `.${fraction}`}e${exponent}`);
  fc.assert(
    fc.property(literal, (text) => {
      const plain = expandExponent(text, 100);
      expect(plain).not.toMatch(/e/i);
      expect(new Exact(plain ?? "NaN").equals(new Exact(text))).toBe(true);
    }),
  );
});

describe("times", () => {
  it("tells milliseconds from microseconds by size", () => {
    expect(readEpoch(1_893_553_445_678, "T")).toBe(1_893_553_445_678_000);
    expect(readEpoch(new JsonNumber("1893553445678901"), "T")).toBe(1_893_553_445_678_901);
    expect(readEpoch("946684800000", "T")).toBe(946_684_800_000_000);
    expect(() => readEpoch("946684799999", "T")).toThrow(/2000-01-01/);
    expect(() => readEpoch("1893553445678901234", "T")).toThrow(/2100-01-01/);
  });

  it.each([
    ["2030-01-02T03:04:05Z", 1_893_553_445_000_000],
    ["2030-01-02T03:04:05.6Z", 1_893_553_445_600_000],
    ["2030-01-02T03:04:05.678901Z", 1_893_553_445_678_901],
    ["2030-01-02T03:04:05.678901999Z", 1_893_553_445_678_901],
    ["2024-02-29T00:00:00Z", 1_709_164_800_000_000],
  ])("reads %s", (text, micros) => {
    expect(readIsoTime(text, "time")).toBe(micros);
  });

  it.each([
    "2030-02-29T00:00:00Z",
    "2030-01-02 03:04:05Z",
    "2030-01-02T03:04:05",
    "2030-01-02T03:04:05.Z",
    "2030-01-02T24:00:00Z",
    "2030-01-02T03:04:05+10:00",
  ])("refuses %s", (text) => {
    expect(() => readIsoTime(text, "time")).toThrow(/UTC time/);
  });

  it("agrees with Date on every millisecond", () => {
    const dates = fc.date({
      min: new Date("2000-01-01T00:00:00Z"),
      max: new Date("2099-12-31T00:00:00Z"),
      noInvalidDate: true,
    });
    fc.assert(fc.property(dates, (date) => readIsoTime(date.toISOString(), "t") === date.getTime() * 1000));
  });

  it("reads seconds with decimals without a float", () => {
    expect(readSeconds("1893553445.678901", "t")).toBe(1_893_553_445_678_901);
    expect(readSeconds("1893553445", "t")).toBe(1_893_553_445_000_000);
    expect(readSeconds("1893553445.6789019", "t")).toBe(1_893_553_445_678_901);
    for (const bad of ["1893553445.", ".5", "1e9", "-1"])
      expect(() => readSeconds(bad, "t")).toThrow(/seconds/);
  });

  it("reads Sydney's clock in summer, in winter and over its changes", () => {
    const utc = (wall: string) => new Date(sydneyToUtc(Date.parse(`${wall}Z`))).toISOString().slice(0, 16);
    expect(utc("2014-03-10T10:00")).toBe("2014-03-09T23:00");
    expect(utc("2014-07-10T10:00")).toBe("2014-07-10T00:00");
    // On 2014-04-06 the hour from 02:00 came twice; the first one is taken.
    expect(utc("2014-04-06T01:59")).toBe("2014-04-05T14:59");
    expect(utc("2014-04-06T02:30")).toBe("2014-04-05T15:30");
    expect(utc("2014-04-06T03:00")).toBe("2014-04-05T17:00");
    // On 2014-10-05 the hour from 02:00 was skipped.
    expect(sydneyToUtc(Date.parse("2014-10-05T02:30Z"))).toBeNaN();
    expect(utc("2014-10-05T03:00")).toBe("2014-10-04T16:00");
  });
});

describe("readTradeNumber", () => {
  it("is exact beyond 2^53 and ends at int8", () => {
    expect(readTradeNumber(new JsonNumber("16186782720000001"), "id").value).toBe(16_186_782_720_000_001n);
    expect(readTradeNumber("9223372036854775807", "id").value).toBe(9_223_372_036_854_775_807n);
    expect(() => readTradeNumber("9223372036854775808", "id")).toThrow(/largest/);
    expect(() => readTradeNumber("1".repeat(5000), "id")).toThrow(/largest/);
  });
});
