import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Book } from "./book";
import { FATE } from "./fate";
import { INSTRUMENTS } from "./instruments";
import { instrumentTruth } from "./truth";

function newBook(firstId: bigint): Book {
  const instrument = INSTRUMENTS[0];
  if (!instrument) throw new Error("there are instruments");
  return new Book(instrument, firstId);
}

describe("a book", () => {
  it("numbers trades as a list of ids would, through skips and resets", () => {
    const step = fc.oneof(
      { weight: 8, arbitrary: fc.constant({ kind: "trade" as const, n: 0 }) },
      fc.record({ kind: fc.constant("skip" as const), n: fc.integer({ min: 1, max: 5 }) }),
      fc.record({ kind: fc.constant("reset" as const), n: fc.integer({ min: 1, max: 50 }) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
        const book = newBook(100n);
        const ids: bigint[] = [];
        let next = 100n;
        let era = 0;
        for (const { kind, n } of steps) {
          if (kind === "trade") {
            ids.push(next++);
            book.append(ids.length, 1n, 1n, 0);
          } else if (kind === "skip") {
            next += BigInt(n);
            book.skip(n);
          } else {
            next = BigInt(n);
            era = ids.length;
            book.reset(next);
          }
        }
        expect(ids.map((_, index) => book.idAt(index))).toEqual(ids);
        expect(book.nextId).toBe(next);
        expect(book.eraStart).toBe(era);
        for (const id of [0n, 1n, 25n, 101n, 130n]) {
          const expected = ids.findIndex((one, index) => index >= era && one >= id);
          expect(book.lowerBoundId(id)).toBe(expected < 0 ? ids.length : expected);
        }
        const { skipped, eras, all } = instrumentTruth(book);
        const span = eras.reduce((sum, { from, to }) => sum + BigInt(to) - BigInt(from) + 1n, 0n);
        const left = skipped.reduce((sum, { from, to }) => sum + BigInt(to) - BigInt(from) + 1n, 0n);
        expect(span - left).toBe(BigInt(all.count));
      }),
    );
  });

  it("keeps columns over chunk borders, and times in order", () => {
    const book = newBook(1n);
    for (let i = 0; i < 20_000; i++)
      book.append(1_000 + i - (i % 100 === 7 ? 5 : 0), BigInt(i), BigInt(i * 2), 0);
    book.mark(19_999, FATE.lost | FATE.takerSold);
    expect(book.at(19_999)).toMatchObject({
      id: 20_000n,
      ticks: 19_999n,
      lots: 39_998n,
      flags: FATE.lost | FATE.takerSold,
    });
    for (let i = 1; i < 20_000; i++)
      if (book.timeAt(i) < book.timeAt(i - 1)) throw new Error(`time falls at ${i}`);
    expect(book.timeAt(book.lowerBoundTime(9_000))).toBeGreaterThanOrEqual(9_000);
    expect(() => book.at(20_000_000)).toThrow(RangeError);
  });

  it("adds up exactly and lists what happened as ranges", () => {
    const book = newBook(10n);
    const fates = [FATE.history, FATE.heard, FATE.lost, FATE.lost, FATE.malformed, FATE.heard | FATE.late, 0];
    for (const [i, fate] of fates.entries()) book.append(i, 6_183_763n, BigInt(i + 1), fate);
    const truth = instrumentTruth(book);
    // 0.00028 BTC at 61837.63
    expect(truth.all).toEqual({ count: 7, quantity: "0.00028", notional: "17.3145364" });
    expect(truth.live.count).toBe(6);
    expect(truth.heard).toEqual({ count: 2, quantity: "0.00008", notional: "4.9470104" });
    expect(truth.unheard).toEqual([
      { from: "12", to: "14" },
      { from: "16", to: "16" },
    ]);
    expect(truth.lost).toEqual([{ from: "12", to: "13" }]);
    expect(instrumentTruth(book, 11n, 12n).all.count).toBe(2);
  });
});
