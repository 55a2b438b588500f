import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";

const css = readFileSync(path.join(import.meta.dirname, "tokens.css"), "utf8");

/** The colours of one theme, by name. */
function tokensOf(theme: "light" | "dark"): Record<string, string> {
  const block = css.split(`[data-theme="${theme}"] {`)[1]?.split("}")[0] ?? "";
  return Object.fromEntries(
    [...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name, value]) => [name, value]),
  );
}

/** WCAG 2.2's relative luminance. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: string | undefined, b: string | undefined): number {
  if (a === undefined || b === undefined) return 0;
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

describe.each(["light", "dark"] as const)("%s theme", (theme) => {
  const tokens = tokensOf(theme);

  it.each(["text-1", "text-2", "text-3", "accent", "ok", "warn", "bad", "info", "up", "down"])(
    "%s can be read",
    (name) => {
      for (const surface of ["surface-0", "surface-1", "surface-2"]) {
        expect(contrast(tokens[name], tokens[surface])).toBeGreaterThanOrEqual(4.5);
      }
    },
  );

  it.each(["accent", "ok", "warn", "bad", "info"])("%s can be read on its own soft ground", (name) => {
    expect(contrast(tokens[name], tokens[`${name}-soft`])).toBeGreaterThanOrEqual(4.5);
  });

  it.each(["line-strong", "focus", ...Array.from({ length: 8 }, (_, index) => `cat-${index + 1}`)])(
    "%s stands out",
    (name) => {
      expect(contrast(tokens[name], tokens["surface-1"])).toBeGreaterThanOrEqual(3);
    },
  );

  it("names the same tokens as the other", () => {
    expect(Object.keys(tokens).sort()).toEqual(
      Object.keys(tokensOf(theme === "light" ? "dark" : "light")).sort(),
    );
  });
});
