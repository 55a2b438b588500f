import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Refusal } from "../decode/refusal";
import { JsonNumber, type JsonValue } from "./json-value";
import { parseJson } from "./parse-json";
import { readText } from "./read-text";

/** The value that `JSON.parse` would give, from ours. */
function lossy(value: JsonValue): unknown {
  if (value instanceof JsonNumber) return Number(value.literal);
  if (Array.isArray(value)) return value.map(lossy);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, lossy(item)]));
}

function refusalOf(read: () => unknown): Refusal {
  try {
    read();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error("nothing was refused");
}

describe("parseJson", () => {
  it("keeps the digits of numbers that a double would lose", () => {
    for (const literal of [
      "105433.60000",
      "6E-8",
      "18239578009413566320",
      "-0",
      "0.10",
      "1e400",
      "123456789012345.0",
    ]) {
      expect(parseJson(literal)).toEqual(new JsonNumber(literal));
    }
  });

  it("gives plain integers below 10^15 as numbers", () => {
    expect(parseJson("[0,7,999999999999999]")).toEqual([0, 7, 999_999_999_999_999]);
    expect(parseJson("1000000000000000")).toEqual(new JsonNumber("1000000000000000"));
  });

  it("reads what JSON.parse reads, with the same value", () => {
    const reserved = /"(__proto__|constructor|prototype)":/;
    fc.assert(
      fc.property(fc.json({ maxDepth: 8 }), fc.constantFrom(undefined, 1, "\t"), (json, indent) => {
        fc.pre(!reserved.test(json));
        const text = JSON.stringify(JSON.parse(json), null, indent);
        expect(lossy(parseJson(text))).toEqual(JSON.parse(text));
      }),
      { numRuns: 1000 },
    );
  });

  it("refuses what JSON.parse refuses, and never throws anything else", () => {
    const pieces = fc.constantFrom(
      ...'{ } [ ] , : " \\ 0 1 - . e E + t true fals null \n \u0001 a \\u00'.split(" "),
      '"k":',
      '\\"',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
        const text = parts.join("");
        let ours: unknown;
        try {
          ours = lossy(parseJson(text));
        } catch (error) {
          expect(error).toBeInstanceOf(Refusal);
          if (error instanceof Refusal && /DUPLICATE|RESERVED/.test(error.code)) return;
          expect(() => JSON.parse(text)).toThrow();
          return;
        }
        expect(ours).toEqual(JSON.parse(text));
      }),
      { numRuns: 5000 },
    );
  });

  it("takes keys that every object has by inheritance", () => {
    expect(parseJson('{"toString":1,"valueOf":2}')).toEqual({ toString: 1, valueOf: 2 });
  });

  it("finds a key that comes twice under another spelling", () => {
    const refusal = refusalOf(() => parseJson('{"a":{"b":1,"\\u0062":2}}'));
    expect(refusal).toMatchObject({ code: "JSON_DUPLICATE_KEY", path: "a.b" });
  });

  it.each(["__proto__", "constructor", "prototype", "\\u005f_proto__"])("refuses the key %s", (key) => {
    expect(refusalOf(() => parseJson(`{"${key}":1}`)).code).toBe("JSON_RESERVED_KEY");
  });

  it("takes 64 levels and refuses 65", () => {
    const nested = (levels: number) => "[".repeat(levels) + "]".repeat(levels);
    expect(() => parseJson(nested(64))).not.toThrow();
    expect(refusalOf(() => parseJson(nested(65))).code).toBe("JSON_TOO_DEEP");
  });

  it("says where text is wrong", () => {
    expect(refusalOf(() => parseJson('{"a":[1,{"p":01}]}'))).toMatchObject({
      code: "JSON_SYNTAX",
      path: "a[1].p",
    });
    expect(refusalOf(() => parseJson('{"a":"x'))).toMatchObject({ code: "JSON_TRUNCATED", path: "a" });
    expect(refusalOf(() => parseJson(" \n")).code).toBe("EMPTY_VALUE");
  });
});

describe("readText", () => {
  it("reads text beyond ASCII", () => {
    expect(readText(Buffer.from('{"s":"币"}'))).toBe('{"s":"币"}');
  });

  it("names the first byte that is not UTF-8", () => {
    const bytes = Buffer.concat([Buffer.from("é币ab"), Buffer.from([0xc3, 0x28]), Buffer.from("币币")]);
    expect(refusalOf(() => readText(bytes)).message).toContain("Byte 7 of");
  });

  it("names it wherever it is", () => {
    const text = fc.string({ unit: "grapheme", maxLength: 30 });
    fc.assert(
      fc.property(text, text, (before, after) => {
        const bytes = Buffer.concat([Buffer.from(before), Buffer.from([0xff]), Buffer.from(after)]);
        const at = Buffer.byteLength(before);
        expect(refusalOf(() => readText(bytes)).message).toContain(`Byte ${at} of ${bytes.length}`);
      }),
    );
  });
});
