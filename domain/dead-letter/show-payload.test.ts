import { describe, expect, it } from "vitest";
import { showPayload } from "./show-payload";

const none = new Set<string>();
const marked = (json: string, path: string | null) => {
  const shown = showPayload(Buffer.from(json), path, none);
  return {
    ...shown,
    marked: shown.mark === null ? null : shown.text?.slice(shown.mark.from, shown.mark.to),
  };
};

describe("a payload", () => {
  it("is laid out with its digits, and the failing value marked", () => {
    const shown = marked('{"data":[{"price":1},{"price":1.50,"id":12345678901234567890}]}', "data[1].price");
    expect(shown).toMatchObject({ kind: "json", marked: "1.50", isMarkExact: true });
    expect(shown.text).toContain('\n      "id": 12345678901234567890\n');
  });

  it("with a missing field has what should hold it marked", () => {
    expect(marked('{"data":{"q":1}}', "data.p")).toMatchObject({
      marked: '{\n    "q": 1\n  }',
      isMarkExact: false,
    });
    expect(marked("{}", "data.p")).toMatchObject({ marked: "{}", isMarkExact: false });
    expect(marked('{"a":[]}', "a")).toMatchObject({ marked: "[]", isMarkExact: true });
  });

  it("without a path has no mark", () => {
    expect(marked('{"a":1}', null)).toMatchObject({ mark: null, isMarkExact: false });
  });

  it("of another kind says which", () => {
    expect(showPayload(null, null, none)).toMatchObject({ kind: "none", text: null, bytes: 0 });
    expect(marked("<html>", "p")).toMatchObject({ kind: "text", text: "<html>", mark: null });
    expect(showPayload(Buffer.from([0xff, 0xfe]), null, none)).toMatchObject({ kind: "binary", text: null });
    expect(showPayload(Buffer.from([0, 0, 0, 1, 2, 9]), null, none)).toMatchObject({
      kind: "avro",
      schemaId: 258,
    });
    expect(marked('{"a":1,"a":2}', null)).toMatchObject({ kind: "text" });
  });

  it("shows no more of a huge one than a page can bear", () => {
    expect(showPayload(Buffer.alloc(1_000_000, "x"), null, none)).toMatchObject({
      isCut: true,
      bytes: 1_000_000,
    });
  });

  it("hides fields by name at any depth, and what has no fields as a whole", () => {
    const hidden = new Set(["apikey", "q"]);
    const shown = showPayload(Buffer.from('{"d":[{"q":{"x":1},"p":2}],"apiKey":"secret"}'), "d[0].p", hidden);
    expect(shown.text).not.toMatch(/secret|"x"/);
    expect(shown).toMatchObject({ isMasked: true });
    expect(showPayload(Buffer.from("secret"), null, hidden)).toMatchObject({ text: null, isMasked: true });
  });
});
