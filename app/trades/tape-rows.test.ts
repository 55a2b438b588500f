import { describe, expect, it } from "vitest";
import { addToTape, EMPTY_TAPE } from "./tape-rows";

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

  it("keeps a bounded number of rows", () => {
    const many = Array.from({ length: 500 }, (_, index) => trade(String(index)));
    expect(addToTape(EMPTY_TAPE, { trades: many, skipped: 0n }).rows).toHaveLength(120);
  });
});
