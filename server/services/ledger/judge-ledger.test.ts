import { describe, expect, it } from "vitest";
import { judgeLedger } from "./judge-ledger";

const balanced = {
  consumed: 10n,
  decoded: 7n,
  ignored: 2n,
  deadLettered: 1n,
  tradesDecoded: 9n,
  stored: 8n,
  duplicates: 1n,
  lost: 0n,
};

describe("judgeLedger", () => {
  it("takes an empty and a balanced ledger", () => {
    const empty = {
      consumed: 0n,
      decoded: 0n,
      ignored: 0n,
      deadLettered: 0n,
      tradesDecoded: 0n,
      stored: 0n,
      duplicates: 0n,
      lost: 0n,
    };
    expect(judgeLedger(empty).accountedFor).toBe(true);
    expect(judgeLedger(balanced)).toEqual({
      unexplainedRecords: 0n,
      unexplainedTrades: 0n,
      accountedFor: true,
    });
  });

  it("finds a record or a trade without a place, and one counted twice", () => {
    expect(judgeLedger({ ...balanced, consumed: 12n })).toMatchObject({
      unexplainedRecords: 2n,
      accountedFor: false,
    });
    expect(judgeLedger({ ...balanced, stored: 9n })).toMatchObject({
      unexplainedTrades: -1n,
      accountedFor: false,
    });
  });

  it("does not call balanced what Kafka deleted unread", () => {
    expect(judgeLedger({ ...balanced, lost: 3n }).accountedFor).toBe(false);
  });
});
