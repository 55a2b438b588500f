import { expect, it } from "vitest";
import { shortPath } from "./short-path";

it("leaves out the middle of a long path, and nothing of a short one", () => {
  expect(shortPath("data[0].price")).toBe("data[0].price");
  expect(shortPath("a".repeat(32))).toBe("a".repeat(32));
  expect(shortPath(`q${"[0]".repeat(64)}`)).toBe("q[0][0][0][0][0][0…0][0][0]");
});
