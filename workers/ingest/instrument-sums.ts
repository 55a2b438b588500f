import type { InstrumentDelta } from "@/db/queries/ingest/add-to-instrument-ledger";
import { type CandlePart, coarsen } from "@/domain/candle/aggregate";
import { MinuteCandles } from "@/domain/candle/minute-candles";
import { addTo, formatScaled, type Scaled } from "@/domain/decimal/scaled";
import { MICROS_PER_DAY, MICROS_PER_HOUR } from "@/domain/time/micros";
import type { DecodedTrade } from "@/domain/trade/types";

/** The sums of what a batch stored for one instrument. */
export class InstrumentSums {
  readonly #minutes = new MinuteCandles();
  stored = 0;
  duplicates = 0;
  conflicts = 0;

  constructor(readonly instrumentId: number) {}

  add(trade: DecodedTrade, sourceOffset: number, frameIndex: number): void {
    this.stored++;
    const tie = trade.sequence ?? BigInt(sourceOffset) * 65536n + BigInt(frameIndex);
    this.#minutes.add(trade.timeMicros, tie, trade.price, trade.quantity, trade.side);
  }

  candles(): { minutes: CandlePart[]; hours: CandlePart[]; days: CandlePart[] } {
    const minutes = [...this.#minutes.parts().values()];
    const hours = [...coarsen(minutes, MICROS_PER_HOUR).values()];
    return { minutes, hours, days: [...coarsen(hours, MICROS_PER_DAY).values()] };
  }

  delta(outOfOrder: number, resets: number): InstrumentDelta {
    const quantity: Scaled = { digits: 0n, scale: 0 };
    const notional: Scaled = { digits: 0n, scale: 0 };
    let firstTime: number | null = null;
    let lastTime: number | null = null;
    for (const part of this.#minutes.parts().values()) {
      addTo(quantity, part.volume.digits, part.volume.scale);
      addTo(notional, part.notional.digits, part.notional.scale);
      if (firstTime === null || part.openTime < firstTime) firstTime = part.openTime;
      if (lastTime === null || part.closeTime > lastTime) lastTime = part.closeTime;
    }
    return {
      instrumentId: this.instrumentId,
      stored: this.stored,
      duplicates: this.duplicates,
      conflicts: this.conflicts,
      outOfOrder,
      resets,
      quantity: formatScaled(quantity),
      notional: formatScaled(notional),
      firstTime,
      lastTime,
    };
  }
}
