"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useCallback, useMemo, useState } from "react";
import { formatMicros } from "@/app/lib/format/time";
import { useTRPC } from "@/app/lib/trpc/react";
import { useGlobalParams, useLiveOptions } from "@/app/lib/url/use-global-params";
import { candleOption } from "@/app/trades/candle-option";
import { CandleReadout, missingText } from "@/app/trades/candle-readout";
import { type CandleRange, candleSeries } from "@/app/trades/candle-series";
import type { Instrument } from "@/app/trades/instrument-picker";
import { NoTradesInRange } from "@/app/trades/no-trades-in-range";
import { RangeButtons } from "@/app/trades/range-buttons";
import { ChartCanvas } from "@/app/ui/chart/chart-canvas";
import { ChartFrame } from "@/app/ui/chart/chart-frame";
import type { ChartTheme } from "@/app/ui/chart/chart-theme";
import { QueryView } from "@/app/ui/query-view";
import { Skeleton } from "@/app/ui/skeleton";

const HEIGHT = 424;
const BUCKET = { "1m": "1-minute", "1h": "1-hour", "1d": "1-day" } as const;
const NONE: CandleRange = {
  resolution: "1m",
  bucketMicros: 60_000_000,
  from: 0,
  to: 0,
  candles: [],
  gaps: [],
  incomplete: [],
  completed: [],
};

/** Candles with volume over the chosen range. */
export function CandlePanel({ instrument }: { instrument: Instrument }) {
  const trpc = useTRPC();
  const [{ range, tz }] = useGlobalParams();
  const query = useQuery(
    trpc.candles.range.queryOptions(
      { instrumentId: instrument.id, range },
      { ...useLiveOptions(1_000), placeholderData: keepPreviousData },
    ),
  );
  const data = query.data ?? NONE;
  const series = useMemo(() => candleSeries(data), [data]);
  const [cursor, setCursor] = useState<number | null>(null);
  const option = useCallback(
    (theme: ChartTheme) => candleOption(data, series, theme, tz),
    [data, series, tz],
  );
  const [base, quote] = instrument.canonicalSymbol.split("/");
  return (
    <ChartFrame
      title={`${instrument.symbol} · ${instrument.exchange} ${instrument.market}`}
      unit={`${BUCKET[data.resolution]} candles in ${quote ?? "the quote currency"}, volume in ${base ?? "the base currency"}, by exchange time`}
      height={HEIGHT}
      actions={<RangeButtons />}
      readout={<CandleReadout data={data} series={series} cursor={cursor} instrumentId={instrument.id} />}
      mirror={() => ({
        columns: ["Time", "Open", "High", "Low", "Close", "Volume", "Trades", "Missing"],
        rows: series.buckets
          .map((bucket, index) => {
            const candle = series.candles[index];
            const time = formatMicros(bucket, tz, "minute");
            const missing = missingText(data, bucket);
            if (!candle) return [time, "no trade", "", "", "", "", "0", missing];
            return [
              time,
              candle.open,
              candle.high,
              candle.low,
              candle.close,
              candle.volume,
              candle.trades.toString(),
              missing,
            ];
          })
          .reverse(),
      })}
    >
      <QueryView query={query} loading={<Skeleton className="mx-4 mb-4 h-[424px]" />}>
        {() =>
          series.buckets.length === 0 ? (
            <NoTradesInRange instrument={instrument} height={HEIGHT} />
          ) : (
            <div
              data-testid="candles"
              data-last-close={data.candles.at(-1)?.close}
              data-last-trades={data.candles.at(-1)?.trades.toString()}
              data-hatched={data.incomplete.length}
            >
              <ChartCanvas
                summary={`Candles of ${instrument.symbol}: ${data.candles.length} with trades, ${data.gaps.length} gaps. Arrow keys walk through them.`}
                option={option}
                points={series.buckets.length}
                cursor={cursor}
                onCursor={setCursor}
                height={HEIGHT}
              />
            </div>
          )
        }
      </QueryView>
    </ChartFrame>
  );
}
