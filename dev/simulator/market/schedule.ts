import { mix } from "../random";

/** Time zero of the simulated market: every book's numbers count from here. */
export const MARKET_EPOCH_MICROS = Date.UTC(2020, 0, 1) * 1000;
export const BLOCK_SECONDS = 10;
export const BLOCK_MICROS = BLOCK_SECONDS * 1_000_000;

const SWINGS = [
  { period: 613, share: 0.28 },
  { period: 97, share: 0.2 },
  { period: 31, share: 0.12 },
];

/**
 * How many trades an instrument has had before a block begins, in closed form (the integral of an intensity that swings
 * around `ratePerSecond`). So the number of any trade follows from seed, rate and time alone, whenever the run began.
 */
export function tradesBefore(block: number, ratePerSecond: number, seed: number): number {
  const seconds = block * BLOCK_SECONDS;
  let integral = seconds;
  for (const [i, swing] of SWINGS.entries()) {
    const phase = (mix(seed, i) / 4_294_967_296) * 2 * Math.PI;
    const omega = (2 * Math.PI) / swing.period;
    integral += (swing.share / omega) * (Math.sin(omega * seconds + phase) - Math.sin(phase));
  }
  return Math.floor(ratePerSecond * integral);
}

/** The block that a time falls in; throws a RangeError before the epoch. */
export function blockOf(micros: number): number {
  if (micros < MARKET_EPOCH_MICROS) throw new RangeError("the simulated market begins on 2020-01-01");
  return Math.floor((micros - MARKET_EPOCH_MICROS) / BLOCK_MICROS);
}
