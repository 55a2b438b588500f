import { describe, expect, it } from "vitest";
import { equationsOf, shareText } from "./ledger-equations";

const summary = {
  partitions: 1,
  halted: 0,
  consumed: 100n,
  decoded: 97n,
  ignored: 2n,
  deadLettered: 1n,
  tradesDecoded: 120n,
  stored: 118n,
  duplicates: 2n,
  conflicts: 0n,
  lost: 0n,
  unexplainedRecords: 0n,
  unexplainedTrades: 0n,
  accountedFor: true,
  missing: "3",
  openGaps: 1,
  storedNumbered: 110n,
};

describe("equationsOf", () => {
  it("adds up", () => {
    for (const { total, terms } of equationsOf(summary)) {
      expect(terms.reduce((sum, term) => sum + term.value, 0n)).toBe(total);
    }
  });

  it("shows what has no place as a term of its own", () => {
    const [records] = equationsOf({ ...summary, consumed: 105n, unexplainedRecords: 5n });
    expect(records?.terms.at(-1)).toMatchObject({ label: "unexplained", value: 5n });
  });

  it("says nothing of numbers where no feed numbers its trades", () => {
    expect(equationsOf({ ...summary, storedNumbered: 0n }).map((one) => one.name)).toEqual([
      "Records",
      "Trades",
    ]);
  });
});

describe("shareText", () => {
  it.each([
    [0n, 10n, "0.00 %"],
    [10n, 10n, "100 %"],
    [9_999_999n, 10_000_000n, "> 99.99 %"],
    [1n, 10_000_000n, "< 0.01 %"],
    [1n, 3n, "33.3 %"],
  ])("%s of %s", (value, total, text) => {
    expect(shareText(value, total)).toBe(text);
  });
});
