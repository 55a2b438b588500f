"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useQueryStates } from "nuqs";
import { useCallback, useMemo, useState } from "react";
import { useTRPC } from "@/app/lib/trpc/react";
import { useGlobalParams, useLiveOptions } from "@/app/lib/url/use-global-params";
import { bucketText } from "@/app/trades/candle-figures";
import { CandleFrame } from "@/app/trades/candle-frame";
import { candleMirror } from "@/app/trades/candle-mirror";
import { candleOption } from "@/app/trades/candle-option";
import { candleParams, ZOOM_WORDS } from "@/app/trades/candle-params";
import { CandleReadout } from "@/app/trades/candle-readout";
import { type CandleRange, candleSeries } from "@/app/trades/candle-series";
import type { Instrument } from "@/app/trades/instrument-picker";
import { NoTradesInRange } from "@/app/trades/no-trades-in-range";
import { ChartCanvas } from "@/app/ui/chart/chart-canvas";
import type { ChartTheme } from "@/app/ui/chart/chart-theme";
import { QueryView } from "@/app/ui/query-view";
import { Skeleton } from "@/app/ui/skeleton";

const NONE: CandleRange = {
  resolution: "1m",
  bucketMicros: 60_000_000,
  firstBucket: 0,
  from: 0,
  to: 0,
  candles: [],
  missing: 0n,
  gaps: [],
  incomplete: [],
  completed: [],
};

/** Candles with volume over the chosen range. */
export function CandleChart({ instrument }: { instrument: Instrument }) {
  const trpc = useTRPC();
  const [{ range, tz }] = useGlobalParams();
  const [{ candles: zoom }] = useQueryStates(candleParams);
  const query = useQuery(
    trpc.candles.range.queryOptions(
      // Without a size the key is the one that the server has filled ahead.
      { instrumentId: instrument.id, range, ...(zoom === null ? {} : { zoom }) },
      { ...useLiveOptions(1_000, "dear"), placeholderData: keepPreviousData },
    ),
  );
  const data = query.data ?? NONE;
  const series = useMemo(() => candleSeries(data), [data]);
  const [cursor, setCursor] = useState<number | null>(null);
  const [base, quote] = instrument.canonicalSymbol.split("/");
  const title = `${instrument.symbol} · ${instrument.exchange} ${instrument.market}`;
  const drawn = useCallback(
    (height: number) => (theme: ChartTheme) => candleOption(data, series, theme, tz, height),
    [data, series, tz],
  );
  return (
    <CandleFrame
      instrument={instrument}
      title={title}
      unit={`${ZOOM_WORDS[data.resolution]} candles in ${quote ?? "the quote currency"}, volume in ${base ?? "the base currency"}: bought below, sold above; by exchange time`}
      fileName={`${instrument.symbol}-${data.resolution}-${bucketText(data.from, data.bucketMicros, "UTC")}`}
      zoom={zoom}
      shown={data.resolution}
      readout={<CandleReadout data={data} series={series} cursor={cursor} instrument={instrument} />}
      mirror={() => candleMirror(data, series, tz)}
    >
      {(height) => (
        <QueryView query={query} loading={<Skeleton className="mx-4 mb-4 h-[424px]" />}>
          {() =>
            series.buckets.length === 0 ? (
              <NoTradesInRange instrument={instrument} height={height} />
            ) : (
              <div
                data-testid="candles"
                data-resolution={data.resolution}
                data-last-close={data.candles.at(-1)?.close}
                data-last-trades={data.candles.at(-1)?.trades.toString()}
                data-hatched={data.incomplete.length}
              >
                <Canvas
                  summary={`Candles of ${instrument.symbol}: ${data.candles.length} with trades, ${data.gaps.length} gaps. Arrow keys walk through them, plus and minus zoom.`}
                  drawn={drawn}
                  points={series.buckets.length}
                  cursor={cursor}
                  onCursor={setCursor}
                  height={height}
                />
              </div>
            )
          }
        </QueryView>
      )}
    </CandleFrame>
  );
}

interface CanvasProps {
  summary: string;
  drawn: (height: number) => (theme: ChartTheme) => ReturnType<typeof candleOption>;
  points: number;
  cursor: number | null;
  onCursor: (index: number | null) => void;
  height: number;
}

function Canvas({ drawn, height, ...rest }: CanvasProps) {
  const option = useMemo(() => drawn(height), [drawn, height]);
  return <ChartCanvas {...rest} option={option} height={height} />;
}
