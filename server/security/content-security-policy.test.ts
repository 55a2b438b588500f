import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { contentSecurityPolicy, SONNER_STYLE_HASH } from "./content-security-policy";

describe("contentSecurityPolicy", () => {
  const policy = contentSecurityPolicy({ nonce: "abc", development: false });

  it("runs scripts by nonce only", () => {
    expect(policy).toContain("script-src 'nonce-abc' 'strict-dynamic';");
    expect(policy).not.toContain("unsafe-eval");
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
  });

  it("allows inline styles as attributes only", () => {
    expect(policy.match(/'unsafe-inline'/g)).toHaveLength(1);
    expect(policy).toContain("style-src-attr 'unsafe-inline'");
  });

  it("names the style sheet of the installed sonner", () => {
    const main = createRequire(import.meta.url).resolve("sonner");
    const source = readFileSync(path.join(path.dirname(main), "index.mjs"), "utf8");
    const literal = /__insertCSS\(("[^\n]*?[^\\]")\);/.exec(source)?.[1] ?? '""';
    const css: unknown = JSON.parse(literal);
    expect(`sha256-${createHash("sha256").update(String(css)).digest("base64")}`).toBe(SONNER_STYLE_HASH);
  });
});
