import { describe, expect, it } from "vitest";
import { matchKeys, SINGLE_KEYS } from "./shortcut-list";

describe("shortcuts", () => {
  it("are told from one key or from two", () => {
    expect(matchKeys(["?"])).toEqual({ id: "help" });
    expect(matchKeys(["p"])).toEqual({ id: "live" });
    expect(matchKeys(["g"])).toBe("more");
    expect(matchKeys(["g", "p"])).toEqual({ id: "go /pipeline" });
    expect(matchKeys(["g", "x"])).toBeNull();
    expect(matchKeys(["x"])).toBeNull();
  });

  it("never hide one another", () => {
    const texts = SINGLE_KEYS.map(({ keys }) => keys.join(" "));
    expect(new Set(texts).size).toBe(texts.length);
    for (const one of texts)
      expect(texts.filter((other) => other !== one && other.startsWith(`${one} `))).toEqual([]);
  });
});
