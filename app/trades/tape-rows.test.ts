import { describe, expect, it } from "vitest";
import { addToTape, charsOf, EMPTY_TAPE } from "./tape-rows";

const trade = (key: string) => ({
  key,
  time: 1,
  price: "1",
  quantity: "1",
  side: "buy" as const,
  tradeId: key,
  ingestedAt: 1,
});

describe("addToTape", () => {
  it("puts the newest on top and shows nothing twice", () => {
    const first = addToTape(EMPTY_TAPE, { trades: [trade("1"), trade("2")], skipped: 0n });
    const second = addToTape(first, { trades: [trade("2"), trade("3")], skipped: 4n });
    expect(second.rows.map((row) => row.key)).toEqual(["3", "2", "1"]);
    expect(second).toMatchObject({ received: 3, skipped: 4n });
  });

  it("stays the same object where nothing came, so that nothing is drawn", () => {
    expect(addToTape(EMPTY_TAPE, { trades: [], skipped: 0n })).toBe(EMPTY_TAPE);
  });

  it("knows how wide its columns are, and makes them no narrower again", () => {
    const sized = (key: string, price: string, quantity: string) => ({ ...trade(key), price, quantity });
    const first = addToTape(EMPTY_TAPE, { trades: [sized("1", "60123.450", "0.00120")], skipped: 0n });
    expect([charsOf(first.price), charsOf(first.quantity)]).toEqual(["60,123.45".length, "0.0012".length]);
    const second = addToTape(first, { trades: [sized("2", "7.125", "1234567")], skipped: 0n });
    expect([charsOf(second.price), charsOf(second.quantity)]).toEqual([
      "60,123.450".length,
      "1,234,567.0000".length,
    ]);
  });

  it("keeps a bounded number of rows", () => {
    const many = Array.from({ length: 500 }, (_, index) => trade(String(index)));
    expect(addToTape(EMPTY_TAPE, { trades: many, skipped: 0n }).rows).toHaveLength(120);
  });
});
