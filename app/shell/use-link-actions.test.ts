import { expect, it } from "vitest";
import { pin } from "./use-link-actions";

it("writes into a link what the page chose by itself, and leaves what somebody chose", () => {
  const address = "http://127.0.0.1:3000/trades?sides=sell";
  expect(pin(address, { instrument: "7" })).toBe(`${address}&instrument=7`);
  expect(pin(`${address}&instrument=3`, { instrument: "7" })).toBe(`${address}&instrument=3`);
  expect(pin(address, {})).toBe(address);
});
