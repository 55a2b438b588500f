import { describe, expect, it } from "vitest";
import { decodeOne, recordOf } from "./testing/decode-one";

const TOPIC = "market.crypto.trades.binance.raw";
const AVRO_TOPIC = "market.crypto.trades.binance";

const GOOD: Record<string, string> = {
  e: '"trade"',
  E: "1893553445679",
  s: '"QQQUSDT"',
  t: "501",
  p: '"12.3400"',
  q: '"0.050"',
  T: "1893553445678",
  m: "true",
};

/** A Binance frame with some fields replaced by other JSON text, or left out (null). */
function frame(changes: Record<string, string | null> = {}): string {
  const fields: string[] = [];
  for (const [key, value] of Object.entries({ ...GOOD, ...changes })) {
    if (value !== null) fields.push(`"${key}":${value}`);
  }
  return `{"stream":"qqqusdt@trade","data":{${fields.join(",")}}}`;
}

const whole = frame();
const deep = `${"[".repeat(100_000)}1${"]".repeat(100_000)}`;

/** What is wrong, the value, the code it must get, the path it must name; none may share its code with another. */
const CORPUS: [what: string, value: string | Buffer | null, code: string, path: string | null][] = [
  ["tombstone", null, "NULL_VALUE", null],
  ["empty value", "", "EMPTY_VALUE", null],
  ["truncated", whole.slice(0, 90), "JSON_TRUNCATED", "data.p"],
  ["trailing garbage", `${whole} {`, "JSON_TRAILING_GARBAGE", null],
  ["syntax", whole.replace(":501,", ":501;"), "JSON_SYNTAX", "data.t"],
  ["text", "pardon?", "NOT_JSON", null],
  ["binary junk", Buffer.from([0xff, 0xfe, 0x00, 0x80, 0x01]), "INVALID_UTF8", null],
  ["byte order mark", `\ufeff${whole}`, "BYTE_ORDER_MARK", null],
  ["deep nesting", deep, "JSON_TOO_DEEP", null],
  ["duplicate key", frame({ q: '"1","q":"2"' }), "JSON_DUPLICATE_KEY", "data.q"],
  ["prototype-polluting key", frame({ M: '{"__proto__":{"x":1}}' }), "JSON_RESERVED_KEY", "data.M.__proto__"],
  ["another shape", "[1,2,3]", "UNKNOWN_SHAPE", null],
  ["unknown event", frame({ e: '"later"' }), "UNKNOWN_EVENT", "data.e"],
  ["price of another type", frame({ p: "[1]" }), "PRICE_WRONG_TYPE", "data.p"],
  ["no price", frame({ p: null }), "PRICE_MISSING", "data.p"],
  ["zero price", frame({ p: '"0.000"' }), "PRICE_NOT_POSITIVE", "data.p"],
  ["NaN price", frame({ p: '"NaN"' }), "PRICE_NOT_FINITE", "data.p"],
  ["price in words", frame({ p: '"12,34"' }), "PRICE_NOT_DECIMAL", "data.p"],
  ["price as a float's text", frame({ p: '"1.2e3"' }), "PRICE_EXPONENT", "data.p"],
  ["huge price", frame({ p: `"${"9".repeat(400)}"` }), "PRICE_TOO_LARGE", "data.p"],
  ["negative quantity", frame({ q: '"-0.5"' }), "QUANTITY_NOT_POSITIVE", "data.q"],
  ["huge quantity", frame({ q: "1e999999999" }), "QUANTITY_TOO_LARGE", "data.q"],
  ["no quantity", frame({ q: "null" }), "QUANTITY_MISSING", "data.q"],
  ["no number", frame({ t: null }), "ID_MISSING", "data.t"],
  ["negative number", frame({ t: "-4" }), "ID_NEGATIVE", "data.t"],
  ["huge number", frame({ t: "9223372036854775808" }), "ID_TOO_LARGE", "data.t"],
  ["fractional number", frame({ t: "50.5" }), "ID_NOT_INTEGER", "data.t"],
  ["number of another type", frame({ t: "true" }), "ID_WRONG_TYPE", "data.t"],
  ["no time", frame({ T: null }), "TIME_MISSING", "data.T"],
  ["time in seconds", frame({ T: "1893553445" }), "TIME_OUT_OF_RANGE", "data.T"],
  ["fractional time", frame({ T: "1893553445678.5" }), "TIME_NOT_INTEGER", "data.T"],
  ["time of another type", frame({ T: "{}" }), "TIME_WRONG_TYPE", "data.T"],
  ["no side", frame({ m: null }), "SIDE_MISSING", "data.m"],
  ["side of another type", frame({ m: '"true"' }), "SIDE_UNKNOWN", "data.m"],
  ["no symbol", frame({ s: '""' }), "SYMBOL_MISSING", "data.s"],
  ["symbol of another type", frame({ s: "5" }), "SYMBOL_WRONG_TYPE", "data.s"],
  ["long symbol", frame({ s: `"${"Q".repeat(65)}"` }), "SYMBOL_TOO_LONG", "data.s"],
  ["symbol with a NUL", frame({ s: '"QQ\\u0000"' }), "SYMBOL_NOT_PRINTABLE", "data.s"],
  ["unknown symbol", frame({ s: '"qqq/usdt"' }), "SYMBOL_UNKNOWN", "data.s"],
  ["symbol of another stream", frame({ s: '"ZZZUSDT"' }), "SYMBOL_MISMATCH", "data.s"],
];

describe("the malformed corpus", () => {
  it.each(CORPUS)("%s", (_what, value, code, path) => {
    const { error } = decodeOne(recordOf(TOPIC, null, value));
    expect(error?.code).toBe(code);
    if (code !== "JSON_TOO_DEEP") expect(error?.path).toBe(path);
    expect(error?.message).toMatch(/[.]$/);
    expect(error?.message.length).toBeGreaterThan(40);
    expect(error?.value === null || (error?.value ?? "").length <= 200).toBe(true);
  });

  it("gives each a code of its own", () => {
    const codes = CORPUS.map(([, , code]) => code);
    expect(codes.filter((code, at) => codes.indexOf(code) !== at)).toEqual([]);
  });

  it("leaves the neighbours of a bad record readable, with a null key", () => {
    for (const [, value] of CORPUS) {
      decodeOne(recordOf(TOPIC, null, value));
      expect(decodeOne(recordOf(TOPIC, null, whole)).result?.kind).toBe("trades");
    }
  });

  it("pollutes no prototype", () => {
    decodeOne(recordOf(TOPIC, null, frame({ M: '{"__proto__":{"polluted":1}}' })));
    decodeOne(recordOf(TOPIC, null, frame({ M: '{"\\u005f_proto__":{"polluted":1}}' })));
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect("polluted" in {}).toBe(false);
  });
});

describe("records on the wrong topic or in the wrong wire format", () => {
  it.each([
    ["wrong magic byte", AVRO_TOPIC, whole, "WRONG_MAGIC_BYTE"],
    ["unknown schema id", AVRO_TOPIC, Buffer.from([0, 0, 0, 3, 231, 2, 4]), "UNKNOWN_SCHEMA"],
    ["cut header", AVRO_TOPIC, Buffer.from([0, 0, 0]), "AVRO_TRUNCATED"],
    ["Avro on a raw topic", TOPIC, Buffer.from([0, 0, 0, 0, 7, 2, 4]), "NOT_JSON"],
    ["an exchange without decoder", "market.crypto.trades.nowhere.raw", whole, "NO_DECODER"],
    ["a topic of another form", "payments", whole, "NO_DECODER"],
    [
      "no key where the key is the symbol",
      "market.equities.trades.asx.raw",
      "01/02/2030,14:04:05.678,1,2,3,,",
      "KEY_MISSING",
    ],
  ])("%s", (_what, topic, value, code) => {
    expect(decodeOne(recordOf(topic, null, value)).error?.code).toBe(code);
  });
});

describe("what can still be read of a bad record", () => {
  it("names instrument and number of a trade with a bad price", () => {
    const { error } = decodeOne(recordOf(TOPIC, null, frame({ p: '"-1"' })));
    expect(error?.instrument).toEqual({ exchange: "binance", market: "spot", symbol: "QQQUSDT" });
    expect(error?.sequence).toBe(501n);
  });

  it("names them of a truncated frame", () => {
    const { error } = decodeOne(recordOf(TOPIC, null, whole.slice(0, 90)));
    expect(error?.instrument).toEqual({ exchange: "binance", market: "spot", symbol: "QQQUSDT" });
    expect(error?.sequence).toBe(501n);
  });

  it("does not take a number that the cut may have shortened", () => {
    const cut = whole.slice(0, whole.indexOf("501") + 2);
    expect(decodeOne(recordOf(TOPIC, null, cut)).error?.sequence).toBeUndefined();
  });

  it("names the trade of a list that is bad", () => {
    const item = (id: number, price: string) =>
      `{"symbol":"QQQ/USD","side":"buy","price":${price},"qty":1,"trade_id":${id},"timestamp":"2030-01-02T03:04:05Z"}`;
    const value = `{"channel":"trade","type":"update","data":[${item(7, "1")},${item(8, "0")}]}`;
    const { error } = decodeOne(recordOf("market.crypto.trades.kraken.raw", null, value));
    expect(error).toMatchObject({
      code: "PRICE_NOT_POSITIVE",
      path: "data[1].price",
      value: "0",
      sequence: 8n,
    });
  });
});

describe("big values", () => {
  const padding = "x".repeat(10_000_000);

  it("reads a good frame of 10 MB", () => {
    expect(decodeOne(recordOf(TOPIC, null, frame({ M: `"${padding}"` }))).result?.kind).toBe("trades");
  });

  it("keeps the error of a bad one short", () => {
    const { error } = decodeOne(recordOf(TOPIC, null, frame({ p: `"${padding}"` })));
    expect(error?.code).toBe("PRICE_NOT_DECIMAL");
    expect(error?.value?.length).toBeLessThanOrEqual(200);
    expect(error?.message.length).toBeLessThan(500);
  });
});
