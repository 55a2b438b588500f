import type { Instrument } from "../instruments";
import { type Order, OrderStream } from "./stream";

/** All instruments' orders, merged by time. */
export class Market {
  readonly streams: readonly OrderStream[];

  /** `rate` is the mean number of trades a second over all instruments, shared by weight. */
  constructor(instruments: readonly Instrument[], seed: number, rate: number, fromMicros: number) {
    const total = instruments.reduce((sum, instrument) => sum + instrument.weight, 0);
    this.streams = instruments.map(
      (instrument) => new OrderStream(instrument, seed, (rate * instrument.weight) / total, fromMicros),
    );
  }

  /** Hands every order up to and including a time to `take`, in time order, at most `most`; false where more are due. */
  drain(untilMicros: number, most: number, take: (instrument: Instrument, order: Order) => void): boolean {
    for (let taken = 0; taken < most; taken++) {
      let next: OrderStream | undefined;
      for (const stream of this.streams) {
        if (!next || stream.head.timeMicros < next.head.timeMicros) next = stream;
      }
      if (!next || next.head.timeMicros > untilMicros) return true;
      const order = next.head;
      next.advance();
      take(next.instrument, order);
    }
    return false;
  }

  /** Leaves out every order before a time, as when the venue was halted. */
  skipTo(micros: number): void {
    for (const stream of this.streams) stream.skipTo(micros);
  }
}
