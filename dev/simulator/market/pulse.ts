import { gaussian, mix, mixWide } from "../random";
import { BLOCK_MICROS } from "./schedule";

const CELLS = 40;

/**
 * Bends the uniform clock of a block into a nervous one: quarter seconds get unequal shares of the block's trades, part
 * of the inequality common to all instruments, so bursts come together as they do in real markets.
 */
export class Pulse {
  private readonly edges = new Float64Array(CELLS + 1);

  constructor(
    private readonly marketSeed: number,
    private readonly ownSeed: number,
  ) {}

  /** Prepares the shares of a block. */
  enter(block: number): void {
    let total = 0;
    for (let cell = 0; cell < CELLS; cell++) {
      const at = block * CELLS + cell;
      const common = gaussian(mixWide(this.marketSeed, at));
      const own = gaussian(mixWide(this.ownSeed, at));
      total += Math.exp(0.6 * common + 0.7 * own);
      this.edges[cell + 1] = total;
    }
    for (let cell = 1; cell <= CELLS; cell++) this.edges[cell] = (this.edges[cell] ?? 0) / total;
  }

  /** Microseconds from the block's beginning for a position in [0, 1); monotone. */
  offset(position: number): number {
    let cell = 0;
    while (cell < CELLS - 1 && (this.edges[cell + 1] ?? 1) <= position) cell++;
    const from = this.edges[cell] ?? 0;
    const width = (this.edges[cell + 1] ?? 1) - from;
    return Math.floor(((cell + (position - from) / width) / CELLS) * BLOCK_MICROS);
  }
}

/** The two seeds a pulse needs: one shared by the market, one of the instrument. */
export function pulseSeeds(seed: number, instrumentSeed: number): [market: number, own: number] {
  return [mix(seed, 77), mix(instrumentSeed, 78)];
}
