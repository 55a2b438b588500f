import { expect, it } from "vitest";
import { venueZone } from "./venue-zone";

it("is known of venues that keep another clock than UTC, and claimed of no other", () => {
  expect(venueZone("asx")).toBe("Australia/Sydney");
  expect(venueZone("upbit")).toBe("Asia/Seoul");
  for (const other of ["binance", "somewhere", "constructor", "__proto__"])
    expect(venueZone(other)).toBeNull();
});
