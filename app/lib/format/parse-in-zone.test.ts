import { describe, expect, it } from "vitest";
import { parseInZone } from "./parse-in-zone";
import { formatMicros, toIsoMicros } from "./time";

const iso = (text: string, zone: string) => toIsoMicros(parseInZone(text, zone));

describe("parseInZone", () => {
  it.each([
    ["2026-08-09 14:03:07.123456", "UTC", "2026-08-09T14:03:07.123456Z"],
    ["2026-08-09T14:03", "Asia/Tokyo", "2026-08-09T05:03:00.000000Z"],
    ["2026-08-09", "America/New_York", "2026-08-09T04:00:00.000000Z"],
    ["2026-01-09", "America/New_York", "2026-01-09T05:00:00.000000Z"],
    [" 2026-08-09T14:03:07.5Z ", "Asia/Tokyo", "2026-08-09T14:03:07.500000Z"],
    ["2026-08-09T14:03:07+02:00", "UTC", "2026-08-09T12:03:07.000000Z"],
  ])("%s in %s", (text, zone, expected) => {
    expect(iso(text, zone)).toBe(expected);
  });

  it.each([
    "",
    "x",
    "2026-13-01",
    "2026-02-30",
    "2026-08-09 24:00",
    "2026-08-09 14:60",
    "09.08.2026",
    "14:00",
  ])("refuses “%s”", (text) => {
    expect(parseInZone(text, "UTC")).toBeNaN();
  });

  it("reads what is printed on both sides of a change of clocks", () => {
    for (const zone of ["America/New_York", "Europe/London", "Australia/Lord_Howe"])
      for (let day = 0; day < 366; day++) {
        const noon = Date.UTC(2026, 0, 1 + day, 12) * 1_000;
        expect(parseInZone(formatMicros(noon, zone), zone)).toBe(noon);
      }
  });

  it("takes the first of an hour that is twice, and the hour after one that is not", () => {
    expect(iso("2026-11-01 01:30", "America/New_York")).toBe("2026-11-01T05:30:00.000000Z");
    expect(iso("2026-03-08 02:30", "America/New_York")).toBe("2026-03-08T07:30:00.000000Z");
  });
});
