import { expect, it } from "vitest";
import { readViews } from "./use-views";

it("takes addresses of this console only", () => {
  const good = { name: "Large sells", address: "/trades?sides=sell&min=100000" };
  const bad = [
    { name: "x", address: "https://example.org/" },
    { name: "x", address: "//example.org/" },
    { name: "x", address: "/\\example.org" },
    { name: "x", address: "javascript:alert(1)" },
    { name: "", address: "/" },
    { name: "x".repeat(61), address: "/" },
    { name: 1, address: "/" },
    null,
    "x",
  ];
  expect(readViews([good, ...bad])).toEqual([good]);
  expect(readViews({})).toBeNull();
});
