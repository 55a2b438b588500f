import { describe, expect, it } from "vitest";
import { formatMicros } from "./time";
import { isZone, listZones, zoneText } from "./zones";

const at = (iso: string) => Date.parse(iso) * 1_000;

describe("zones", () => {
  it("are all that times can be printed in, each once", () => {
    const zones = listZones();
    expect(zones.every(isZone)).toBe(true);
    expect(new Set(zones).size).toBe(zones.length);
    for (const zone of ["Asia/Tokyo", "Asia/Seoul", "America/New_York", "Asia/Kolkata", "Europe/Kyiv"])
      expect(zones).toContain(zone);
    expect(zoneText("America/New_York")).toBe("America/New York");
  });

  it.each(["", "Mars/Olympus", "Asia/Toky", "../etc"])("“%s” is none", (text) => {
    expect(isZone(text)).toBe(false);
  });
});

describe("a time in a zone", () => {
  it.each([
    // New York: clocks go forward at 07:00Z, and back at 06:00Z, when an hour is told twice.
    ["America/New_York", "2026-03-08T06:59:59.999Z", "2026-03-08 01:59:59.999"],
    ["America/New_York", "2026-03-08T07:00:00.000Z", "2026-03-08 03:00:00.000"],
    ["America/New_York", "2026-11-01T05:30:00.000Z", "2026-11-01 01:30:00.000"],
    ["America/New_York", "2026-11-01T06:30:00.000Z", "2026-11-01 01:30:00.000"],
    ["America/New_York", "2026-11-01T07:00:00.000Z", "2026-11-01 02:00:00.000"],
    // Lord Howe: by half an hour. Nepal: a quarter off. Tokyo: never.
    ["Australia/Lord_Howe", "2026-04-04T14:59:00.000Z", "2026-04-05 01:59:00.000"],
    ["Australia/Lord_Howe", "2026-04-04T15:00:00.000Z", "2026-04-05 01:30:00.000"],
    ["Asia/Kathmandu", "2026-08-09T12:00:00.000Z", "2026-08-09 17:45:00.000"],
    ["Asia/Tokyo", "2026-03-08T07:00:00.000Z", "2026-03-08 16:00:00.000"],
    ["+09:00", "2026-03-08T07:00:00.000Z", "2026-03-08 16:00:00.000"],
  ])("%s at %s", (zone, iso, expected) => {
    expect(formatMicros(at(iso), zone, "milli")).toBe(expected);
  });
});
