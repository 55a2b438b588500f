import { describe, expect, it } from "vitest";
import { judgeFreshness } from "./judge-freshness";

const now = 1_000_000_000_000;
const ago = (seconds: number) => now - seconds * 1_000_000;

describe("judgeFreshness", () => {
  it.each([
    ["live", { state: "open", lastTradeAt: ago(2), lastMessageAt: ago(2) }],
    ["live", { state: null, lastTradeAt: ago(2), lastMessageAt: null }],
    ["quiet", { state: "open", lastTradeAt: ago(40), lastMessageAt: ago(5) }],
    ["stale", { state: "open", lastTradeAt: ago(400), lastMessageAt: ago(200) }],
    ["stale", { state: "waiting", lastTradeAt: ago(40), lastMessageAt: ago(20) }],
    ["stale", { state: "connecting", lastTradeAt: null, lastMessageAt: null }],
    ["replayed", { state: null, lastTradeAt: ago(90_000), lastMessageAt: null }],
  ] as const)("%s", (expected, feed) => {
    expect(judgeFreshness(feed, now)).toBe(expected);
  });
});
