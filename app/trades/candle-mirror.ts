import { commonPlaces } from "@/app/lib/format/decimal";
import { boughtPercent, bucketText, vwapOf } from "@/app/trades/candle-figures";
import type { CandleRange, CandleSeries } from "@/app/trades/candle-series";
import type { MirrorTable } from "@/app/ui/chart/chart-frame";

/** The chart as a table, the newest candle first. */
export function candleMirror(data: CandleRange, series: CandleSeries, zone: string): MirrorTable {
  const places = pricePlaces(data);
  return {
    columns: ["Time", "Open", "High", "Low", "Close", "VWAP", "Volume", "Bought", "Trades", "Missing"],
    rows: series.buckets
      .map((bucket, index) => {
        const candle = series.candles[index];
        const time = bucketText(bucket, data.bucketMicros, zone);
        const missing = missingText(data, bucket);
        if (!candle) return [time, "no trade", "", "", "", "", "", "", "0", missing];
        const bought = boughtPercent(candle);
        return [
          time,
          candle.open,
          candle.high,
          candle.low,
          candle.close,
          vwapOf(candle, places) ?? "",
          candle.volume,
          bought === null ? "unknown" : `${bought} %`,
          candle.trades.toString(),
          missing,
        ];
      })
      .reverse(),
  };
}

/** Decimals that all prices of the answer share. */
export function pricePlaces(data: CandleRange): number {
  return commonPlaces(
    data.candles.flatMap((one) => [one.open, one.high, one.low, one.close]),
    2,
  );
}

/** What a candle misses: numbers certainly within it, and those of a longer gap that reaches in. */
export function missingText(data: CandleRange, bucket: number): string {
  const found = data.incomplete.find((one) => one.bucket === bucket);
  if (found === undefined) return "0";
  const { missing, shared } = found;
  return shared === 0n ? missing.toString() : `${missing} and some of ${shared}`;
}
