import { describe, expect, it } from "vitest";
import { describeRelative, formatRange, parseRange } from "./time-range-text";

describe("time range in the URL", () => {
  it.each(["15m", "1h", "6h", "1d", "30d", "90s", "2026-08-09T12:00:00Z..2026-08-09T13:00:00.000001Z"])(
    "%s comes back as it went",
    (text) => {
      const range = parseRange(text);
      expect(range).not.toBeNull();
      expect(range && formatRange(range)).toBe(text);
    },
  );

  it("writes the largest whole unit", () => {
    expect(formatRange({ lastSeconds: 86_400 })).toBe("1d");
    expect(formatRange({ lastSeconds: 5_400 })).toBe("90m");
  });

  it.each([
    "",
    "h",
    "0h",
    "99999d",
    "1h..2h",
    "2026-08-09..",
    "2026-08-09T13:00:00Z..2026-08-09T12:00:00Z",
    "a..b..c",
    "1w",
    "-1h",
  ])("refuses %s", (text) => {
    expect(parseRange(text)).toBeNull();
  });

  it("says a relative range in words", () => {
    expect(describeRelative(3_600)).toBe("Last hour");
    expect(describeRelative(604_800)).toBe("Last 7 days");
    expect(describeRelative(900)).toBe("Last 15 minutes");
  });
});
