import { afterEach, expect, test, vi } from "vitest";
import { nowMicros } from "./clock";

afterEach(() => {
  vi.restoreAllMocks();
});

test("is the wall clock, with microseconds, and does not go back", () => {
  let before = 0;
  for (let i = 0; i < 1_000; i++) {
    const now = nowMicros();
    expect(Math.abs(now / 1000 - Date.now())).toBeLessThan(5);
    expect(now).toBeGreaterThanOrEqual(before);
    before = now;
  }
});

test("follows the machine's clock when it is set", () => {
  const set = Date.now() + 3_600_000;
  vi.spyOn(Date, "now").mockReturnValue(set);
  expect(Math.abs(nowMicros() / 1000 - set)).toBeLessThan(2);
  vi.restoreAllMocks();
  expect(Math.abs(nowMicros() / 1000 - Date.now())).toBeLessThan(5);
});
