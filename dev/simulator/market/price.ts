import { BASES } from "../instruments";
import { gaussian, hashText, mix, mixWide } from "../random";

/**
 * Sums of noise on lattices of growing period. The value at a time is a pure function of seed and time: the walk can
 * be entered anywhere without playing what came before, so a restarted simulator finds the market where it would be.
 */
class Octaves {
  private readonly cells: Float64Array;
  private readonly left: Float64Array;
  private readonly right: Float64Array;

  constructor(
    private readonly seed: number,
    private readonly periods: readonly number[],
  ) {
    this.cells = new Float64Array(periods.length).fill(Number.NaN);
    this.left = new Float64Array(periods.length);
    this.right = new Float64Array(periods.length);
  }

  /** The value of one lattice at a time in seconds, about normal with deviation 1 at the lattice points. */
  value(octave: number, seconds: number): number {
    const period = this.periods[octave] ?? 1;
    const position = seconds / period;
    const cell = Math.floor(position);
    if (cell !== this.cells[octave]) {
      this.cells[octave] = cell;
      this.left[octave] = gaussian(mixWide(mix(this.seed, octave), cell));
      this.right[octave] = gaussian(mixWide(mix(this.seed, octave), cell + 1));
    }
    const left = this.left[octave] ?? 0;
    return left + ((this.right[octave] ?? 0) - left) * (position - cell);
  }
}

const PERIODS = [0.5, 2, 8, 32, 128, 512, 2_048, 8_192, 32_768, 131_072];
/** amplitudes grow with the root of the period, as a random walk's do; 6.5e-5 a root second is 60 % a year */
const AMPLITUDES = PERIODS.map((period) => 6.5e-5 * Math.sqrt(period));
const CLUSTERED_OCTAVES = 5;
const VOLATILITY_PERIODS = [120, 900, 5_400];
const MARKET_SHARE = 0.8;
const OWN_SHARE = 0.6;

/** The hidden mid price of one base asset at one venue: a market factor, the asset's own walk, the venue's small basis. */
export class PricePath {
  private readonly market: Octaves;
  private readonly own: Octaves;
  private readonly volatility: Octaves;
  private readonly basis: Octaves;
  private readonly centre: number;
  private readonly scale: number;

  constructor(seed: number, base: string, venue: string) {
    const known = BASES[base];
    if (!known) throw new RangeError(`no price is known for the base "${base}"`);
    this.centre = known.centre;
    this.scale = known.volatility;
    this.market = new Octaves(mix(seed, 1), PERIODS);
    this.own = new Octaves(hashText(base, seed), PERIODS);
    this.volatility = new Octaves(mix(seed, 2), VOLATILITY_PERIODS);
    this.basis = new Octaves(hashText(venue, seed), [45]);
  }

  /** Dollars at a time in seconds since the market's epoch; a float that never leaves the market: prices are ticks. */
  at(seconds: number): number {
    let swing = 0;
    for (let i = 0; i < VOLATILITY_PERIODS.length; i++) swing += this.volatility.value(i, seconds);
    const calmOrWild = Math.exp(0.45 * swing);
    let log = 0;
    for (let i = 0; i < PERIODS.length; i++) {
      const walk = MARKET_SHARE * this.market.value(i, seconds) + OWN_SHARE * this.own.value(i, seconds);
      log += walk * (AMPLITUDES[i] ?? 0) * (i < CLUSTERED_OCTAVES ? calmOrWild : 1);
    }
    return this.centre * Math.exp(log * this.scale + 0.00004 * this.basis.value(0, seconds));
  }
}
