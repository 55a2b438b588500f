import type { Instrument } from "../instruments";
import { hashText, mixWide, Random } from "../random";
import { PricePath } from "./price";
import { Pulse, pulseSeeds } from "./pulse";
import { BLOCK_MICROS, blockOf, MARKET_EPOCH_MICROS, tradesBefore } from "./schedule";

/** One taker order and the trades that filled it: same time, same side, prices walking away from the mid. */
export interface Order {
  timeMicros: number;
  takerSold: boolean;
  /** price in ticks and size in lots of each trade, same length */
  ticks: bigint[];
  lots: bigint[];
}

const MOST_FILLS = 40;
const MEAN_FILLS = 2.1;
const SMALLEST_DOLLARS = 9;
const LARGEST_DOLLARS = 450_000;
const SIZE_EXPONENT = 1 / 1.25;

/**
 * The endless, repeatable orders of one instrument from a time on. Blocks of ten seconds are independent of each other:
 * the same seed and rate give the same order at the same time, however the run began.
 */
export class OrderStream {
  /** number of the first trade of `head`, counted from the market's epoch */
  headNumber: number;
  head: Order;
  private block: number;
  private remaining = 0;
  private position = 0;
  private last = 0;
  private random = new Random(0);
  private readonly seed: number;
  private readonly pulse: Pulse;
  private readonly path: PricePath;
  private readonly tick: number;
  private readonly lot: number;

  constructor(
    readonly instrument: Instrument,
    marketSeed: number,
    private readonly ratePerSecond: number,
    fromMicros: number,
  ) {
    this.seed = hashText(`${instrument.venue} ${instrument.symbol}`, marketSeed);
    this.pulse = new Pulse(...pulseSeeds(marketSeed, this.seed));
    this.path = new PricePath(marketSeed, instrument.base, instrument.venue);
    this.tick = 10 ** -instrument.priceDecimals;
    this.lot = 10 ** -instrument.sizeDecimals;
    this.block = blockOf(fromMicros);
    this.headNumber = tradesBefore(this.block, ratePerSecond, this.seed);
    this.enterBlock();
    this.head = this.draw();
    this.skipTo(fromMicros);
  }

  /** Moves on to the next order. */
  advance(): void {
    this.headNumber += this.head.ticks.length;
    this.head = this.draw();
  }

  /** Leaves out every order before a time: their numbers are passed, the trades never existed for this run. */
  skipTo(micros: number): void {
    while (this.head.timeMicros < micros) this.advance();
  }

  private enterBlock(): void {
    const before = tradesBefore(this.block, this.ratePerSecond, this.seed);
    this.remaining = tradesBefore(this.block + 1, this.ratePerSecond, this.seed) - before;
    this.position = 0;
    this.random = new Random(mixWide(this.seed, this.block));
    this.last = MARKET_EPOCH_MICROS + this.block * BLOCK_MICROS - 1;
    if (this.remaining > 0) this.pulse.enter(this.block);
  }

  private draw(): Order {
    while (this.remaining === 0) {
      this.block++;
      this.enterBlock();
    }
    const random = this.random;
    // the next order statistic of the orders still to come in this block: exactly `remaining` trades fit into it
    const ordersLeft = Math.max(1, this.remaining / MEAN_FILLS);
    this.position += (1 - this.position) * (1 - random.next() ** (1 / ordersLeft));
    const begin = MARKET_EPOCH_MICROS + this.block * BLOCK_MICROS;
    const wished = begin + this.pulse.offset(Math.min(this.position, 0.999_999));
    const timeMicros = Math.min(Math.max(wished, this.last + 1), begin + BLOCK_MICROS - 1);
    this.last = timeMicros;
    const fills = Math.min(this.fills(), this.remaining);
    this.remaining -= fills;
    return this.fill(timeMicros, fills);
  }

  private fills(): number {
    const u = this.random.next();
    if (u < 0.62) return 1;
    return Math.min(MOST_FILLS, 1 + Math.floor((1 - (u - 0.62) / 0.380_001) ** -0.75));
  }

  private fill(timeMicros: number, fills: number): Order {
    const random = this.random;
    const mid = this.path.at((timeMicros - MARKET_EPOCH_MICROS) / 1_000_000);
    const takerSold = random.next() < 0.5;
    const away = takerSold ? -1 : 1;
    const halfSpread = Math.max(0.5, (mid * 0.000_01) / this.tick);
    let tick = Math.max(1, Math.round(mid / this.tick + away * halfSpread));
    const step = Math.max(1, (mid * 0.000_015) / this.tick);
    const ticks: bigint[] = [];
    const lots: bigint[] = [];
    for (let i = 0; i < fills; i++) {
      if (i > 0 && random.next() < 0.35) tick = Math.max(1, tick + away * Math.ceil(random.next() * step));
      ticks.push(BigInt(tick));
      lots.push(BigInt(this.size(mid)));
    }
    return { timeMicros, takerSold, ticks, lots };
  }

  private size(mid: number): number {
    const dollars = Math.min(LARGEST_DOLLARS, SMALLEST_DOLLARS * (1 - this.random.next()) ** -SIZE_EXPONENT);
    const lots = Math.max(1, Math.round(dollars / mid / this.lot));
    if (this.random.next() > 0.3) return lots;
    // people and simple robots trade round sizes: two figures, then zeros
    const unit = 10 ** Math.max(0, Math.floor(Math.log10(lots)) - 1);
    return Math.max(1, Math.round(lots / unit) * unit);
  }
}
