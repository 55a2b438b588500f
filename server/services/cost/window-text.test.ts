import { expect, it } from "vitest";
import { windowText } from "./window-text";

const at = (text: string) => Date.parse(text) * 1_000;

it("names the day once", () => {
  expect(windowText(at("2026-11-24T19:00:30Z"), at("2026-11-24T19:10:00Z"))).toBe(
    "2026-11-24 19:00 to 19:10 UTC",
  );
  expect(windowText(at("2026-11-23T19:00:00Z"), at("2026-11-24T19:00:00Z"))).toBe(
    "2026-11-23 19:00 to 2026-11-24 19:00 UTC",
  );
});
