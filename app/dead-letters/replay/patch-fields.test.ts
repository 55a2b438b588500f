import { describe, expect, it } from "vitest";
import { changesOf, patchOf, pointerOf } from "./patch-fields";

describe("the form of a patch", () => {
  it("writes a JSON patch, with text as text and numbers with their digits", () => {
    expect(
      patchOf([
        { op: "set", path: "/data/e", value: "trade" },
        { op: "set", path: "/data/t", value: "12345678901234567890" },
        { op: "set", path: "/data/p", value: '"1.50"' },
        { op: "remove", path: "/x", value: "" },
        { op: "move", path: "/data/p", value: "/data/px" },
      ]),
    ).toBe(
      '[{"op":"add","path":"/data/e","value":"trade"},{"op":"add","path":"/data/t","value":12345678901234567890},' +
        '{"op":"add","path":"/data/p","value":"1.50"},{"op":"remove","path":"/x"},{"op":"move","from":"/data/px","path":"/data/p"}]',
    );
  });

  it("is nothing while no change is complete", () => {
    expect(patchOf([{ op: "set", path: "", value: "x" }])).toBeNull();
    expect(patchOf([{ op: "move", path: "/a", value: "" }])).toBeNull();
  });

  it("comes back from the URL as it was, or not at all", () => {
    const changes = [
      { op: "set" as const, path: "/data/p", value: '"1.50"' },
      { op: "set" as const, path: "/data/e", value: "trade" },
      { op: "remove" as const, path: "/x", value: "" },
    ];
    expect(changesOf(patchOf(changes))).toEqual(changes);
    expect(changesOf(null)).toEqual([]);
    expect(changesOf('[{"op":"add","path":"/t","value":12345678901234567890}]')).toBeNull();
    expect(changesOf('[{"op":"test","path":"/t","value":1}]')).toBeNull();
    expect(changesOf("[")).toBeNull();
  });

  it("turns the path of an error into a pointer", () => {
    expect(pointerOf("data[1].price")).toBe("/data/1/price");
  });
});
