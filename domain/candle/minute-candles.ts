import { MICROS_PER_MINUTE } from "../time/micros";
import type { TakerSide } from "../trade/types";
import { addToCandle, type CandlePart, mergeParts } from "./aggregate";
import { CandleRun } from "./candle-run";

/** One instrument's minutes while trades come in, mostly in the order of time. */
export class MinuteCandles {
  readonly #parts = new Map<number, CandlePart>();
  #run: CandleRun | undefined;

  /** Adds a stored trade; see `CandleInput`. */
  add(timeMicros: number, tie: bigint, price: string, quantity: string, side: TakerSide): void {
    const bucket = Math.floor(timeMicros / MICROS_PER_MINUTE) * MICROS_PER_MINUTE;
    if (this.#run?.bucketMicros === bucket && this.#run.add(timeMicros, tie, price, quantity, side)) return;
    this.#settle();
    const run = new CandleRun(bucket, price, quantity);
    if (run.add(timeMicros, tie, price, quantity, side)) this.#run = run;
    else addToCandle(this.#parts, { timeMicros, tie, price, quantity, side }, MICROS_PER_MINUTE);
  }

  /** What the trades so far add to their minutes. */
  parts(): ReadonlyMap<number, CandlePart> {
    this.#settle();
    return this.#parts;
  }

  #settle(): void {
    const part = this.#run?.part();
    this.#run = undefined;
    if (part === undefined) return;
    const into = this.#parts.get(part.bucketMicros);
    if (into === undefined) this.#parts.set(part.bucketMicros, part);
    else mergeParts(into, part);
  }
}
