import { addTo, compareScaled, digitsOf, formatScaled, type Scaled, scaleOf } from "../decimal/scaled";
import type { TakerSide } from "../trade/types";

/** What a stored trade adds to its candle. `tie` orders trades of one microsecond. */
export interface CandleInput {
  timeMicros: number;
  tie: bigint;
  price: string;
  quantity: string;
  side: TakerSide;
}

/** The part of a candle that some trades make; parts merge in any order to the same candle. */
export interface CandlePart {
  bucketMicros: number;
  open: string;
  openTime: number;
  openTie: bigint;
  close: string;
  closeTime: number;
  closeTie: bigint;
  high: string;
  highDigits: bigint;
  highScale: number;
  low: string;
  lowDigits: bigint;
  lowScale: number;
  /** the largest quantity of one trade: with `high` it bounds what a trade of this candle can be worth */
  most: string;
  mostDigits: bigint;
  mostScale: number;
  volume: Scaled;
  notional: Scaled;
  buyVolume: Scaled;
  sellVolume: Scaled;
  trades: number;
}

/** Adds a trade to the part of its bucket, in place; makes the part where there is none. */
export function addToCandle(
  parts: Map<number, CandlePart>,
  trade: CandleInput,
  bucketSizeMicros: number,
): CandlePart {
  const { timeMicros, tie, price, quantity } = trade;
  const bucketMicros = Math.floor(timeMicros / bucketSizeMicros) * bucketSizeMicros;
  const priceDigits = digitsOf(price);
  const priceScale = scaleOf(price);
  const quantityDigits = digitsOf(quantity);
  const quantityScale = scaleOf(quantity);
  let part = parts.get(bucketMicros);
  if (part === undefined) {
    part = emptyPart(
      bucketMicros,
      trade,
      { digits: priceDigits, scale: priceScale },
      { digits: quantityDigits, scale: quantityScale },
    );
    parts.set(bucketMicros, part);
  } else {
    if (comesBefore(timeMicros, tie, part.openTime, part.openTie)) {
      part.open = price;
      part.openTime = timeMicros;
      part.openTie = tie;
    }
    if (comesBefore(part.closeTime, part.closeTie, timeMicros, tie)) {
      part.close = price;
      part.closeTime = timeMicros;
      part.closeTie = tie;
    }
    if (compareScaled(priceDigits, priceScale, part.highDigits, part.highScale) > 0) {
      part.high = price;
      part.highDigits = priceDigits;
      part.highScale = priceScale;
    }
    if (compareScaled(priceDigits, priceScale, part.lowDigits, part.lowScale) < 0) {
      part.low = price;
      part.lowDigits = priceDigits;
      part.lowScale = priceScale;
    }
    if (compareScaled(quantityDigits, quantityScale, part.mostDigits, part.mostScale) > 0) {
      part.most = quantity;
      part.mostDigits = quantityDigits;
      part.mostScale = quantityScale;
    }
  }
  part.trades++;
  addTo(part.volume, quantityDigits, quantityScale);
  addTo(part.notional, priceDigits * quantityDigits, priceScale + quantityScale);
  if (trade.side === "buy") addTo(part.buyVolume, quantityDigits, quantityScale);
  else if (trade.side === "sell") addTo(part.sellVolume, quantityDigits, quantityScale);
  return part;
}

/** Folds finer parts into coarser buckets, e.g. minutes into hours. */
export function coarsen(parts: Iterable<CandlePart>, bucketSizeMicros: number): Map<number, CandlePart> {
  const coarse = new Map<number, CandlePart>();
  for (const part of parts) {
    const bucketMicros = Math.floor(part.bucketMicros / bucketSizeMicros) * bucketSizeMicros;
    const into = coarse.get(bucketMicros);
    if (into === undefined) {
      coarse.set(bucketMicros, {
        ...part,
        bucketMicros,
        volume: { ...part.volume },
        notional: { ...part.notional },
        buyVolume: { ...part.buyVolume },
        sellVolume: { ...part.sellVolume },
      });
    } else mergeParts(into, part);
  }
  return coarse;
}

/** Sums of a part as plain decimals. */
export function candleSums(part: CandlePart): {
  volume: string;
  notional: string;
  buyVolume: string;
  sellVolume: string;
} {
  return {
    volume: formatScaled(part.volume),
    notional: formatScaled(part.notional),
    buyVolume: formatScaled(part.buyVolume),
    sellVolume: formatScaled(part.sellVolume),
  };
}

/** Whether trade a is before trade b: by time, and by number within a microsecond. */
export function comesBefore(aTime: number, aTie: bigint, bTime: number, bTie: bigint): boolean {
  return aTime < bTime || (aTime === bTime && aTie < bTie);
}

function emptyPart(
  bucketMicros: number,
  { timeMicros, tie, price, quantity }: CandleInput,
  { digits, scale }: Scaled,
  lots: Scaled,
): CandlePart {
  return {
    bucketMicros,
    open: price,
    openTime: timeMicros,
    openTie: tie,
    close: price,
    closeTime: timeMicros,
    closeTie: tie,
    high: price,
    highDigits: digits,
    highScale: scale,
    low: price,
    lowDigits: digits,
    lowScale: scale,
    most: quantity,
    mostDigits: lots.digits,
    mostScale: lots.scale,
    volume: { digits: 0n, scale: 0 },
    notional: { digits: 0n, scale: 0 },
    buyVolume: { digits: 0n, scale: 0 },
    sellVolume: { digits: 0n, scale: 0 },
    trades: 0,
  };
}

/** Merges a part into another of its bucket, in place. */
export function mergeParts(into: CandlePart, part: CandlePart): void {
  if (comesBefore(part.openTime, part.openTie, into.openTime, into.openTie)) {
    into.open = part.open;
    into.openTime = part.openTime;
    into.openTie = part.openTie;
  }
  if (comesBefore(into.closeTime, into.closeTie, part.closeTime, part.closeTie)) {
    into.close = part.close;
    into.closeTime = part.closeTime;
    into.closeTie = part.closeTie;
  }
  if (compareScaled(part.highDigits, part.highScale, into.highDigits, into.highScale) > 0) {
    into.high = part.high;
    into.highDigits = part.highDigits;
    into.highScale = part.highScale;
  }
  if (compareScaled(part.lowDigits, part.lowScale, into.lowDigits, into.lowScale) < 0) {
    into.low = part.low;
    into.lowDigits = part.lowDigits;
    into.lowScale = part.lowScale;
  }
  if (compareScaled(part.mostDigits, part.mostScale, into.mostDigits, into.mostScale) > 0) {
    into.most = part.most;
    into.mostDigits = part.mostDigits;
    into.mostScale = part.mostScale;
  }
  into.trades += part.trades;
  addTo(into.volume, part.volume.digits, part.volume.scale);
  addTo(into.notional, part.notional.digits, part.notional.scale);
  addTo(into.buyVolume, part.buyVolume.digits, part.buyVolume.scale);
  addTo(into.sellVolume, part.sellVolume.digits, part.sellVolume.scale);
}
