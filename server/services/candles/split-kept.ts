import type { MinuteCount } from "@/db/queries/web/list-minute-counts";
import type { CandleRow } from "@/db/queries/web/read-candles";
import type { Stretch } from "@/db/queries/web/read-trade-candles";
import { MICROS_PER_MINUTE, type Micros } from "@/domain/time/micros";

export interface SplitQuestion {
  /** what is kept of every minute that the range touches, by time */
  kept: readonly CandleRow[];
  /** every minute that the range touches and that holds trades, by time */
  minutes: readonly MinuteCount[];
  /** start of a candle */
  from: Micros;
  /** exclusive, anywhere: the last candle then holds what lies before it */
  to: Micros;
  /** length of a candle */
  step: Micros;
}

/**
 * Which of the kept candles are right, and the stretches whose candles are still to be made from their trades. A minute is right
 * where what is kept counts as many trades as its own candle: nothing that is stored changes, so equal counts are the same
 * trades. The two may be read one after the other; where more was stored between them, they differ.
 */
export function splitKept({ kept, minutes, from, to, step }: SplitQuestion): {
  candles: CandleRow[];
  stretches: Stretch[];
} {
  const counts = new Map<Micros, bigint>();
  for (const { bucket, trades } of kept) {
    const minute = startOf(bucket, MICROS_PER_MINUTE);
    counts.set(minute, (counts.get(minute) ?? 0n) + trades);
  }
  const whole = startOf(to, step);
  const right = new Set<Micros>();
  const stretches: Stretch[] = [];
  const make = (begins: Micros, ends: Micros) => {
    const last = stretches.at(-1);
    if (begins >= ends) return;
    if (last?.to === begins) last.to = ends;
    else stretches.push({ from: begins, to: ends });
  };
  for (const { bucket, trades } of minutes) {
    const ends = Math.min(to, bucket + MICROS_PER_MINUTE);
    if (counts.get(bucket) === trades) {
      right.add(bucket);
      // The candle that the range cuts through: kept is all of it.
      make(Math.max(whole, bucket), ends);
    } else make(Math.max(from, bucket), ends);
  }
  const candles = kept.filter(
    ({ bucket }) => bucket >= from && bucket < whole && right.has(startOf(bucket, MICROS_PER_MINUTE)),
  );
  return { candles, stretches };
}

const startOf = (time: Micros, length: Micros) => Math.floor(time / length) * length;
