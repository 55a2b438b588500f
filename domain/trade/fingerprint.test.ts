import { expect, it } from "vitest";
import { fingerprint } from "./fingerprint";

const cause = { code: "PRICE_NOT_POSITIVE", path: "data[3].price", decoder: "kraken-v2" };

it("is the same for any index", () => {
  expect(fingerprint(cause)).toBe(fingerprint({ ...cause, path: "data[12].price" }));
  expect(fingerprint(cause)).toMatch(/^[0-9a-f]{16}$/);
});

it("differs by code, path and decoder", () => {
  const others = [
    { ...cause, code: "PRICE_MISSING" },
    { ...cause, path: "data[3].qty" },
    { ...cause, path: null },
    { ...cause, decoder: "okx" },
  ];
  expect(new Set([cause, ...others].map(fingerprint)).size).toBe(5);
});
