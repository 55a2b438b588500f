import { describe, expect, it } from "vitest";
import { formatDuration, formatMicros, formatRelative, formatTimeOfDay, toIsoMicros } from "./time";

const at = Date.UTC(2024, 7, 8, 12, 34, 56, 789) * 1000 + 12;

describe("formatMicros", () => {
  it("keeps every microsecond, in any zone", () => {
    expect(formatMicros(at, "UTC")).toBe("2024-08-08 12:34:56.789012");
    expect(formatMicros(at, "Europe/Madrid")).toBe("2024-08-08 14:34:56.789012");
    expect(toIsoMicros(at)).toBe("2024-08-08T12:34:56.789012Z");
    expect(formatTimeOfDay(at, "UTC")).toBe("12:34:56.789");
  });
});

describe("formatDuration", () => {
  it.each([
    [12, "12 µs"],
    [350_000, "350 ms"],
    [42_000_000, "42 s"],
    [192 * 60 * 1_000_000, "3 h 12 min"],
    [-90_000_000, "−1 min 30 s"],
    [400 * 86_400 * 1_000_000, "400 d"],
  ])("%s µs", (micros, expected) => {
    expect(formatDuration(micros)).toBe(expected);
  });
});

describe("formatRelative", () => {
  it("says the past and the future", () => {
    expect(formatRelative(at, at + 400_000)).toBe("now");
    expect(formatRelative(at, at + 42_000_000)).toBe("42 s ago");
    expect(formatRelative(at + 300_000_000, at)).toBe("in 5 min");
    expect(formatRelative(at, at + 2_555_000_000)).toBe("42 min ago");
    expect(formatRelative(at, at + 11_520_000_000)).toBe("3 h 12 min ago");
    expect(formatRelative(at, at + 90_000_000_000)).toBe("1 d 1 h ago");
  });
});
