import Decimal from "decimal.js";
import { formatMicros } from "@/app/lib/format/time";
import type { Candle } from "@/app/trades/candle-series";

/** Average price weighted by quantity, with as many decimals as the prices have; null where nothing was traded. */
export function vwapOf(
  { notional, volume }: Pick<Candle, "notional" | "volume">,
  places: number,
): string | null {
  const sum = new Decimal(volume);
  return sum.isZero() ? null : new Decimal(notional).div(sum).toFixed(places, Decimal.ROUND_HALF_UP);
}

/** Part of the volume that takers bought, in percent with one decimal; null where no side is known. */
export function boughtPercent({
  buyVolume,
  sellVolume,
}: Pick<Candle, "buyVolume" | "sellVolume">): string | null {
  const known = new Decimal(buyVolume).plus(sellVolume);
  return known.isZero() ? null : new Decimal(buyVolume).div(known).times(100).toFixed(1);
}

/** How far a price is from the one that counts as 0 %, in percent with two decimals; null without such a price. */
export function changePercent(price: string, base: string | null): string | null {
  if (base === null || new Decimal(base).isZero()) return null;
  return new Decimal(price).minus(base).div(base).times(100).toFixed(2);
}

/** Stored trades against all that the venue numbered, in percent: never rounded up to 100. */
export function completePercent(stored: bigint, missing: bigint): string {
  const expected = new Decimal(stored.toString()).plus(missing.toString());
  if (missing === 0n || expected.isZero()) return "100";
  return new Decimal(stored.toString()).div(expected).times(100).toFixed(2, Decimal.ROUND_DOWN);
}

/** When a candle begins, as fine as its size needs. */
export function bucketText(bucket: number, bucketMicros: number, zone: string): string {
  return formatMicros(bucket, zone, bucketMicros < 60_000_000 ? "second" : "minute");
}

/** The same for an axis: without what all buckets of the range share. */
export function axisText(
  bucket: number,
  { bucketMicros, from, to }: { bucketMicros: number; from: number; to: number },
  zone: string,
): string {
  const text = bucketText(bucket, bucketMicros, zone);
  if (bucketMicros >= 86_400_000_000) return text.slice(0, 10);
  return to - from > 86_400_000_000 ? text.slice(5) : text.slice(11);
}
