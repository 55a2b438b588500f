import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MICROS_PER_HOUR, MICROS_PER_MINUTE } from "../time/micros";
import { addToCandle, type CandleInput, type CandlePart, candleSums, coarsen } from "./aggregate";

const trade = (
  timeMicros: number,
  tie: number,
  price: string,
  quantity: string,
  side: "buy" | "sell" = "buy",
) => ({
  timeMicros,
  tie: BigInt(tie),
  price,
  quantity,
  side,
});
const shown = (part: CandlePart | undefined) =>
  part && {
    open: part.open,
    high: part.high,
    low: part.low,
    close: part.close,
    most: part.most,
    trades: part.trades,
    ...candleSums(part),
  };

function candlesOf(trades: readonly CandleInput[]): Map<number, CandlePart> {
  const parts = new Map<number, CandlePart>();
  for (const one of trades) addToCandle(parts, one, MICROS_PER_MINUTE);
  return parts;
}

describe("candles", () => {
  it("open with the first trade and close with the last, by time and then number, in any order of arrival", () => {
    const trades = [
      trade(2_000_000, 7, "100.10", "1.5"),
      trade(1_000_000, 5, "99.95", "0.25", "sell"),
      trade(2_000_000, 8, "101", "2", "sell"),
    ];
    const expected = {
      open: "99.95",
      high: "101",
      low: "99.95",
      close: "101",
      most: "2",
      trades: 3,
      volume: "3.75",
      notional: "377.1375",
      buyVolume: "1.5",
      sellVolume: "2.25",
    };
    expect(shown(candlesOf(trades).get(0))).toEqual(expected);
    expect(shown(candlesOf([...trades].reverse()).get(0))).toEqual(expected);
  });

  it("of minutes make the same hour as the trades do, however they are cut", () => {
    const trades = fc.array(
      fc
        .record({
          timeMicros: fc.integer({ min: 0, max: 2 * MICROS_PER_HOUR - 1 }),
          tie: fc.nat({ max: 1000 }),
          cents: fc.integer({ min: 1, max: 10_000_000 }),
          lots: fc.integer({ min: 1, max: 10_000_000 }),
        })
        .map(({ timeMicros, tie, cents, lots }) =>
          trade(timeMicros, tie, (cents / 100).toFixed(2), (lots / 1000).toFixed(3)),
        ),
      { minLength: 1, maxLength: 60 },
    );
    fc.assert(
      fc.property(trades, (list) => {
        const unique = [...new Map(list.map((one) => [`${one.timeMicros}:${one.tie}`, one])).values()];
        const direct = new Map<number, CandlePart>();
        for (const one of unique) addToCandle(direct, one, MICROS_PER_HOUR);
        const folded = coarsen(candlesOf(unique).values(), MICROS_PER_HOUR);
        expect([...folded].map(([at, part]) => [at, shown(part)]).sort()).toEqual(
          [...direct].map(([at, part]) => [at, shown(part)]).sort(),
        );
      }),
    );
  });
});
