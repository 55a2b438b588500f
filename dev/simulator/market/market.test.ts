import { describe, expect, it } from "vitest";
import { INSTRUMENTS } from "../instruments";
import { Market } from "./market";

const START = Date.UTC(2025, 10, 10) * 1000;

/** Every trade of a stretch as text, with its number. */
function play(seed: number, rate: number, from: number, to: number): string[] {
  const market = new Market(INSTRUMENTS, seed, rate, from);
  const numbers = new Map(market.streams.map((stream) => [stream.instrument, stream.headNumber]));
  const trades: string[] = [];
  market.drain(to, Number.POSITIVE_INFINITY, (instrument, order) => {
    for (const [i, tick] of order.ticks.entries()) {
      const number = numbers.get(instrument) ?? 0;
      numbers.set(instrument, number + 1);
      trades.push(
        `${instrument.venue} ${instrument.symbol} ${number} ${order.timeMicros} ${order.takerSold} ${tick} ${order.lots[i]}`,
      );
    }
  });
  return trades;
}

describe("the market", () => {
  it("repeats itself for the same seed, and not for another", () => {
    const once = play(7, 300, START, START + 30e6);
    expect(play(7, 300, START, START + 30e6)).toEqual(once);
    expect(play(8, 300, START, START + 30e6)).not.toEqual(once);
  });

  it("gives the same trades and numbers whenever the run began", () => {
    const middle = START + 13_456_789;
    const early = play(7, 300, START, START + 40e6);
    const late = play(7, 300, middle, START + 40e6);
    expect(late.length).toBeGreaterThan(5_000);
    expect(early.slice(-late.length)).toEqual(late);
  });

  it.each([1, 200, 20_000])("keeps to %i trades a second on average, in order of time", (rate) => {
    const seconds = rate > 1_000 ? 20 : 1_000;
    const trades = play(3, rate, START, START + seconds * 1e6);
    expect(trades.length / seconds / rate).toBeGreaterThan(0.75);
    expect(trades.length / seconds / rate).toBeLessThan(1.25);
    const times = trades.map((trade) => Number(trade.split(" ")[3]));
    expect(times.every((time, i) => i === 0 || time >= (times[i - 1] ?? 0))).toBe(true);
  });

  it("moves plausibly: positive, inside a band, clustered, and alike over the venues", () => {
    const last = new Map<string, number>();
    const market = new Market(INSTRUMENTS, 5, 50, START);
    let worst = 0;
    market.drain(START + 3_600e6, Number.POSITIVE_INFINITY, (instrument, order) => {
      const tick = order.ticks[0] ?? 0n;
      expect(tick > 0n && order.lots.every((lots) => lots > 0n)).toBe(true);
      const price = Number(tick) / 10 ** instrument.priceDecimals;
      const other = last.get(instrument.base);
      if (other !== undefined) worst = Math.max(worst, Math.abs(price / other - 1));
      last.set(instrument.base, price);
    });
    // the same base on two venues, trade after trade: never two percent apart
    expect(worst).toBeLessThan(0.02);
    expect(last.get("BTC")).toBeGreaterThan(60_000);
    expect(last.get("BTC")).toBeLessThan(140_000);
  });

  it("refuses a time before its epoch", () => {
    expect(() => new Market(INSTRUMENTS, 1, 1, 0)).toThrow("begins on 2020-01-01");
  });
});
