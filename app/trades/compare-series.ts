import Decimal from "decimal.js";
import type { ApiOutput } from "@/app/lib/trpc/types";
import { changePercent } from "@/app/trades/candle-figures";
import { evenBuckets } from "@/app/trades/candle-series";

export type Comparison = ApiOutput["candles"]["compare"];

export interface ComparedLine {
  instrumentId: number;
  base: string | null;
  /** the exact price a bucket; null where nothing traded: a hole in the line */
  closes: (string | null)[];
  /** the same in percent of the base, for pixels */
  percents: (number | null)[];
}

export interface ComparedLines {
  buckets: number[];
  lines: ComparedLine[];
}

/** Puts all instruments on one even time axis, each in percent of the price that its range began with. */
export function compareSeries(data: Comparison): ComparedLines {
  const newest = data.series.flatMap((one) => one.closes.at(-1)?.bucket ?? []);
  const buckets = evenBuckets(data, newest.length > 0 ? Math.max(...newest) : undefined);
  const lines = data.series.map(({ instrumentId, base, closes }) => {
    const found = new Map(closes.map(({ bucket, close }) => [bucket, close]));
    const all = buckets.map((bucket) => found.get(bucket) ?? null);
    const divisor = base === null ? null : Number(base);
    const percents = all.map((close) =>
      close === null || !divisor ? null : (Number(close) / divisor - 1) * 100,
    );
    return { instrumentId, base, closes: all, percents };
  });
  return { buckets, lines };
}

/** The change at a position, or the last one before it: exact, with its sign. */
export function changeAt(line: ComparedLine, index: number | null): { close: string; change: string } | null {
  const at = index ?? line.closes.length - 1;
  const close = line.closes.slice(0, at + 1).findLast((one) => one !== null);
  if (close === undefined || close === null) return null;
  const change = changePercent(close, line.base);
  if (change === null) return null;
  return { close, change: new Decimal(change).isPositive() ? `+${change}` : change.replace("-", "−") };
}
