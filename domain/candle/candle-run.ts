import { scaleOf } from "../decimal/scaled";
import { smallDigitsOf } from "../decimal/small-digits";
import type { TakerSide } from "../trade/types";
import { type CandlePart, comesBefore } from "./aggregate";

/** Prices are cut into two numbers here, so that their products with quantities stay exact in a double. */
const CUT = 1_000_000;
const MAX = Number.MAX_SAFE_INTEGER;

/**
 * Trades of one bucket whose prices, and whose quantities, have one scale each: nearly all are so. Their sums are kept
 * as safe integers, because a bigint for each digit string, product and sum costs more than everything else of a candle.
 * `addToCandle` is the rule: what does not fit here is refused, and goes there.
 */
export class CandleRun {
  readonly #priceScale: number;
  readonly #quantityScale: number;
  #trades = 0;
  #open = "";
  #openTime = 0;
  #openTie = 0n;
  #close = "";
  #closeTime = 0;
  #closeTie = 0n;
  #high = "";
  #highDigits = 0;
  #low = "";
  #lowDigits = 0;
  #most = "";
  #mostLots = 0;
  #buy = 0;
  #sell = 0;
  #unknown = 0;
  /** the sum of price × quantity = upper × CUT + lower */
  #upper = 0;
  #lower = 0;

  /** A run for trades like this one, which has still to be added. */
  constructor(
    readonly bucketMicros: number,
    price: string,
    quantity: string,
  ) {
    this.#priceScale = scaleOf(price);
    this.#quantityScale = scaleOf(quantity);
  }

  /**
   * Adds a trade of this bucket.
   * @returns false where it does not fit, and nothing was added
   */
  add(timeMicros: number, tie: bigint, price: string, quantity: string, side: TakerSide): boolean {
    const digits = smallDigitsOf(price);
    const lots = smallDigitsOf(quantity);
    if (scaleOf(price) !== this.#priceScale || scaleOf(quantity) !== this.#quantityScale) return false;
    const above = Math.floor(digits / CUT);
    // A sum that leaves the safe integers compares as greater even where it is rounded; NaN never compares.
    const upper = this.#upper + above * lots;
    const lower = this.#lower + (digits - above * CUT) * lots;
    if (!(upper <= MAX && lower <= MAX && this.#volume() + lots <= MAX)) return false;
    this.#upper = upper;
    this.#lower = lower;
    if (side === "buy") this.#buy += lots;
    else if (side === "sell") this.#sell += lots;
    else this.#unknown += lots;
    const first = this.#trades++ === 0;
    if (first || comesBefore(timeMicros, tie, this.#openTime, this.#openTie)) {
      this.#open = price;
      this.#openTime = timeMicros;
      this.#openTie = tie;
    }
    if (first || comesBefore(this.#closeTime, this.#closeTie, timeMicros, tie)) {
      this.#close = price;
      this.#closeTime = timeMicros;
      this.#closeTie = tie;
    }
    if (first || digits > this.#highDigits) {
      this.#high = price;
      this.#highDigits = digits;
    }
    if (first || digits < this.#lowDigits) {
      this.#low = price;
      this.#lowDigits = digits;
    }
    if (first || lots > this.#mostLots) {
      this.#most = quantity;
      this.#mostLots = lots;
    }
    return true;
  }

  /** What the run adds to its candle; undefined where nothing was added to it. */
  part(): CandlePart | undefined {
    if (this.#trades === 0) return undefined;
    const volume = (lots: number) => ({ digits: BigInt(lots), scale: this.#quantityScale });
    return {
      bucketMicros: this.bucketMicros,
      open: this.#open,
      openTime: this.#openTime,
      openTie: this.#openTie,
      close: this.#close,
      closeTime: this.#closeTime,
      closeTie: this.#closeTie,
      high: this.#high,
      highDigits: BigInt(this.#highDigits),
      highScale: this.#priceScale,
      low: this.#low,
      lowDigits: BigInt(this.#lowDigits),
      lowScale: this.#priceScale,
      most: this.#most,
      mostDigits: BigInt(this.#mostLots),
      mostScale: this.#quantityScale,
      volume: volume(this.#volume()),
      notional: {
        digits: BigInt(this.#upper) * BigInt(CUT) + BigInt(this.#lower),
        scale: this.#priceScale + this.#quantityScale,
      },
      buyVolume: this.#buy === 0 ? { digits: 0n, scale: 0 } : volume(this.#buy),
      sellVolume: this.#sell === 0 ? { digits: 0n, scale: 0 } : volume(this.#sell),
      trades: this.#trades,
    };
  }

  #volume(): number {
    return this.#buy + this.#sell + this.#unknown;
  }
}
