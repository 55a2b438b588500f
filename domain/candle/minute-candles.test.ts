import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MICROS_PER_MINUTE } from "../time/micros";
import { addToCandle, type CandleInput, type CandlePart, candleSums } from "./aggregate";
import { MinuteCandles } from "./minute-candles";

/** A candle as it is stored: sums with all digits of their scale. */
const shown = (part: CandlePart) => ({
  ...part,
  ...candleSums(part),
  highDigits: undefined,
  highScale: undefined,
  lowDigits: undefined,
  lowScale: undefined,
  mostDigits: undefined,
  mostScale: undefined,
});

const decimal = (digits: bigint, scale: number) => {
  const text = digits.toString().padStart(scale + 1, "0");
  return scale === 0 ? text : `${text.slice(0, -scale)}.${text.slice(-scale)}`;
};

/** Amounts as venues write them, and amounts beyond a double's reach. */
const amount: fc.Arbitrary<[bigint, number]> = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(fc.bigInt({ min: 1n, max: 10n ** 13n }), fc.constant(8)) },
  { weight: 2, arbitrary: fc.tuple(fc.bigInt({ min: 1n, max: 10n ** 15n }), fc.constantFrom(0, 2, 8)) },
  {
    weight: 1,
    arbitrary: fc.tuple(fc.bigInt({ min: 1n, max: 10n ** 40n }), fc.integer({ min: 0, max: 38 })),
  },
);

const trade: fc.Arbitrary<CandleInput> = fc
  .record({
    timeMicros: fc.integer({ min: 0, max: 3 * MICROS_PER_MINUTE }),
    tie: fc.bigInt({ min: 0n, max: 2n ** 60n }),
    price: amount,
    quantity: amount,
    side: fc.constantFrom("buy" as const, "sell" as const, "unknown" as const),
  })
  .map((one) => ({
    ...one,
    price: decimal(one.price[0], one.price[1]),
    quantity: decimal(one.quantity[0], one.quantity[1]),
  }));

function both(trades: readonly CandleInput[]): [unknown, unknown] {
  const slow = new Map<number, CandlePart>();
  const fast = new MinuteCandles();
  for (const one of trades) {
    addToCandle(slow, one, MICROS_PER_MINUTE);
    fast.add(one.timeMicros, one.tie, one.price, one.quantity, one.side);
  }
  const list = (parts: ReadonlyMap<number, CandlePart>) =>
    [...parts].sort(([a], [b]) => a - b).map(([at, part]) => [at, shown(part)]);
  return [list(fast.parts()), list(slow)];
}

describe("MinuteCandles", () => {
  it("make the candles that addToCandle makes, in any order of time and with amounts of any length", () => {
    fc.assert(
      fc.property(fc.array(trade, { maxLength: 60 }), (trades) => {
        const unique = [...new Map(trades.map((one) => [`${one.timeMicros}:${one.tie}`, one])).values()];
        const [fast, slow] = both(unique);
        expect(fast).toEqual(slow);
      }),
      { numRuns: 500 },
    );
  });

  it("stay exact where sums pass 2^53", () => {
    const trades = Array.from({ length: 3_000 }, (_, i) => ({
      timeMicros: i * 10,
      tie: BigInt(i),
      price: "98765.43210987",
      quantity: i % 7 === 0 ? "9007199.25474099" : "1234.56789012",
      side: i % 2 === 0 ? ("buy" as const) : ("sell" as const),
    }));
    const [fast, slow] = both(trades);
    expect(fast).toEqual(slow);
  });

  it("go on after they were looked at", () => {
    const candles = new MinuteCandles();
    candles.add(1, 1n, "1.5", "2", "buy");
    expect(candles.parts().get(0)?.trades).toBe(1);
    candles.add(2, 2n, "2.5", "2", "sell");
    const part = candles.parts().get(0);
    expect(part && { close: part.close, trades: part.trades, ...candleSums(part) }).toEqual({
      close: "2.5",
      trades: 2,
      volume: "4",
      notional: "8.0",
      buyVolume: "2",
      sellVolume: "2",
    });
  });
});
