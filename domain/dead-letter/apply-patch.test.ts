import { describe, expect, it } from "vitest";
import { applyJsonPatch } from "./apply-patch";

const frame =
  '{"stream":"x@trade","data":{"e":"tradeBlock","t":12345678901234567890,"p":0.10,"q":"1e5","list":[1.00,2]}}';
const patched = (patch: unknown, value = frame) => {
  const result = applyJsonPatch(Buffer.from(value), JSON.stringify(patch));
  return result.ok ? result.value.toString() : result.reason;
};

describe("a JSON patch", () => {
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
    expect(patched([{ op: "test", path: "/data/e", value: "other" }, change])).toMatch(/does not fit: Test/);
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
