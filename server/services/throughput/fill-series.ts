import type { Micros } from "@/domain/time/micros";

export interface CountPoint {
  exchange: string;
  bucket: Micros;
  trades: bigint;
}

export interface FilledSeries {
  buckets: Micros[];
  series: { exchange: string; trades: bigint[] }[];
  total: bigint;
}

/** Sparse counts as one row of numbers an exchange, with a zero where nothing traded. Ranges too long stay sparse. */
export function fillSeries(
  points: readonly CountPoint[],
  from: Micros,
  to: Micros,
  bucket: number,
): FilledSeries {
  const length = Math.min(Math.ceil((to - from) / bucket), 5_000);
  const buckets = Array.from({ length }, (_, index) => from + index * bucket);
  const byExchange = new Map<string, bigint[]>();
  let total = 0n;
  for (const point of points) {
    const trades = byExchange.get(point.exchange) ?? buckets.map(() => 0n);
    byExchange.set(point.exchange, trades);
    const index = Math.round((point.bucket - from) / bucket);
    if (index < 0 || index >= length) continue;
    trades[index] = point.trades;
    total += point.trades;
  }
  const series = [...byExchange]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([exchange, trades]) => ({ exchange, trades }));
  return { buckets, series, total };
}
