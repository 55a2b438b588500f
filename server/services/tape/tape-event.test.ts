import { describe, expect, it } from "vitest";
import type { TapeBatch } from "./read-tape";
import { behind, eventOf } from "./tape-event";

const row = (offset: number) => ({
  sourceId: 1,
  sourceOffset: BigInt(offset),
  frameIndex: 0,
  instrumentId: 1,
  time: 0,
  price: "1",
  quantity: "1",
  side: 1,
  tradeId: String(offset),
  ingestedAt: 0,
});
const place = (offset: number) => ({
  time: 0,
  stored: BigInt(offset),
  sources: new Map([[1, BigInt(offset)]]),
});
const batch: TapeBatch = { from: place(10), to: place(20), rows: [16, 17, 18, 19].map(row), skipped: 6n };

describe("a batch", () => {
  it("is one event for all who stand where it begins, and another where less is wanted", () => {
    const event = eventOf(behind(batch, place(10)), 1_000);
    expect(eventOf(behind(batch, place(10)), 1_000)).toBe(event);
    expect(event.trades.map(({ key }) => key)).toEqual(["1:16:0", "1:17:0", "1:18:0", "1:19:0"]);
    expect(event.skipped).toBe(6n);
    expect(eventOf(batch, 1)).toMatchObject({ trades: [{ key: "1:19:0" }], skipped: 9n });
  });

  it("is cut for who has seen a part of it, with every trade shown or counted", () => {
    const told = (at: number) => {
      const { trades, skipped } = eventOf(behind(batch, place(at)), 1_000);
      return [trades.length, skipped];
    };
    expect(told(14)).toEqual([4, 2n]);
    expect(told(18)).toEqual([2, 0n]);
    expect(told(20)).toEqual([0, 0n]);
    expect(told(25)).toEqual([0, 0n]);
  });
});
