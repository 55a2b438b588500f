import { describe, expect, it } from "vitest";
import { applyJsonPatch } from "./apply-patch";

const frame =
  '{"stream":"x@trade","data":{"e":"tradeBlock","t":12345678901234567890,"p":0.10,"q":"1e5","list":[1.00,2]}}';
const patched = (patch: unknown, value = frame) => {
  const result = applyJsonPatch(Buffer.from(value), JSON.stringify(patch));
  return result.ok ? result.value.toString() : result.reason;
};

/** Examples of RFC 6902, appendix A. */
const RFC: [document: string, patch: unknown[], expected: string | null][] = [
  ['{"foo":"bar"}', [{ op: "add", path: "/baz", value: "qux" }], '{"foo":"bar","baz":"qux"}'],
  ['{"foo":["bar","baz"]}', [{ op: "add", path: "/foo/1", value: "qux" }], '{"foo":["bar","qux","baz"]}'],
  ['{"baz":"qux","foo":"bar"}', [{ op: "remove", path: "/baz" }], '{"foo":"bar"}'],
  ['{"foo":["bar","qux","baz"]}', [{ op: "remove", path: "/foo/1" }], '{"foo":["bar","baz"]}'],
  [
    '{"foo":{"bar":"baz","waldo":"fred"},"qux":{"corge":"grault"}}',
    [{ op: "move", from: "/foo/waldo", path: "/qux/thud" }],
    '{"foo":{"bar":"baz"},"qux":{"corge":"grault","thud":"fred"}}',
  ],
  [
    '{"foo":["all","grass","cows","eat"]}',
    [{ op: "move", from: "/foo/1", path: "/foo/3" }],
    '{"foo":["all","cows","eat","grass"]}',
  ],
  ['{"baz":"qux"}', [{ op: "test", path: "/baz", value: "bar" }], null],
  [
    '{"foo":"bar"}',
    [{ op: "add", path: "/child", value: { grandchild: {} } }],
    '{"foo":"bar","child":{"grandchild":{}}}',
  ],
  ['{"foo":"bar"}', [{ op: "add", path: "/baz/bat", value: "qux" }], null],
  ['{"/":9,"~1":10}', [{ op: "test", path: "/~01", value: 10 }], '{"/":9,"~1":10}'],
  ['{"foo":["bar"]}', [{ op: "add", path: "/foo/-", value: ["abc"] }], '{"foo":["bar",["abc"]]}'],
  ['{"a":1}', [{ op: "replace", path: "", value: [2] }], "[2]"],
  ['{"a":{"b":1}}', [{ op: "move", from: "/a", path: "/a/b" }], null],
  ["[1]", [{ op: "remove", path: "/1" }], null],
  ["[1]", [{ op: "add", path: "/01", value: 1 }], null],
];

describe("a JSON patch", () => {
  it.each(RFC)("of %s by %j", (document, patch, expected) => {
    if (expected === null) expect(patched(patch, document)).toMatch(/does not fit/);
    else expect(patched(patch, document)).toBe(expected);
  });

  it("changes what it names, and no digit beside it", () => {
    expect(patched([{ op: "replace", path: "/data/e", value: "trade" }])).toBe(
      frame.replace("tradeBlock", "trade"),
    );
    expect(patched([{ op: "remove", path: "/data/q" }])).toBe(frame.replace('"q":"1e5",', ""));
    expect(patched([{ op: "add", path: "/data/list/0", value: null }])).toContain('"list":[null,1.00,2]');
    expect(patched([{ op: "move", from: "/data/p", path: "/data/price" }])).toContain('"price":0.10}');
  });

  it("brings numbers of any length", () => {
    const result = applyJsonPatch(
      Buffer.from(frame),
      '[{"op":"replace","path":"/data/p","value":105433.6000000000000000001}]',
    );
    expect(result.ok && result.value.toString()).toContain('"p":105433.6000000000000000001,');
  });

  it("tests before it changes", () => {
    const change = { op: "replace", path: "/data/e", value: "trade" };
    expect(patched([{ op: "test", path: "/data/e", value: "tradeBlock" }, change])).toContain('"e":"trade"');
    expect(patched([{ op: "test", path: "/data/e", value: "other" }, change])).toMatch(
      /does not fit: the test at \/data\/e failed/,
    );
  });

  it("says why it cannot be applied", () => {
    expect(patched([{ op: "replace", path: "/data/nothing", value: 1 }])).toMatch(/does not fit/);
    expect(patched([{ op: "remove", path: "/a/b" }])).toMatch(/does not fit/);
    expect(patched([{ op: "add", path: "/a", value: 1 }], "<html>")).toMatch(/not JSON/);
    expect(patched([{ op: "copy", from: "/data/p", path: "/x" }])).toMatch(/operation 1 needs/);
    expect(patched([])).toMatch(/at least one/);
    expect(patched({})).toMatch(/at least one/);
    expect(applyJsonPatch(Buffer.from([0xff, 0xfe]), '[{"op":"remove","path":"/a"}]').ok).toBe(false);
    expect(applyJsonPatch(null, '[{"op":"remove","path":"/a"}]').ok).toBe(false);
    expect(applyJsonPatch(Buffer.from(frame), "[").ok).toBe(false);
  });

  it("does not reach a prototype", () => {
    expect(patched([{ op: "add", path: "/__proto__/polluted", value: 1 }])).toMatch(/does not fit/);
    expect(patched([{ op: "add", path: "/constructor/prototype/polluted", value: 1 }])).toMatch(
      /does not fit/,
    );
    expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
  });
});
