"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useQueryStates } from "nuqs";
import { useCallback, useMemo, useState } from "react";
import { useTRPC } from "@/app/lib/trpc/react";
import { useGlobalParams, useLiveOptions } from "@/app/lib/url/use-global-params";
import { bucketText } from "@/app/trades/candle-figures";
import { CandleFrame } from "@/app/trades/candle-frame";
import { candleParams, ZOOM_WORDS } from "@/app/trades/candle-params";
import { compareOption } from "@/app/trades/compare-option";
import { CompareReadout } from "@/app/trades/compare-readout";
import { type Comparison, changeAt, compareSeries } from "@/app/trades/compare-series";
import type { Instrument } from "@/app/trades/instrument-picker";
import { NoTradesInRange } from "@/app/trades/no-trades-in-range";
import { ChartCanvas } from "@/app/ui/chart/chart-canvas";
import type { ChartTheme } from "@/app/ui/chart/chart-theme";
import { QueryView } from "@/app/ui/query-view";
import { Skeleton } from "@/app/ui/skeleton";

const NONE: Comparison = {
  resolution: "1m",
  bucketMicros: 60_000_000,
  firstBucket: 0,
  from: 0,
  to: 0,
  series: [],
};

/** The chosen instrument beside others, each in percent of the price that the range began with. */
export function CompareChart({ instrument, others }: { instrument: Instrument; others: readonly number[] }) {
  const trpc = useTRPC();
  const [{ range, tz }] = useGlobalParams();
  const [{ candles: zoom }] = useQueryStates(candleParams);
  const { data: known = [] } = useQuery(trpc.instruments.list.queryOptions({}));
  const query = useQuery(
    trpc.candles.compare.queryOptions(
      { instrumentIds: [instrument.id, ...others], range, ...(zoom === null ? {} : { zoom }) },
      { ...useLiveOptions(2_000, "dear"), placeholderData: keepPreviousData },
    ),
  );
  const data = query.data ?? NONE;
  const lines = useMemo(() => compareSeries(data), [data]);
  const [cursor, setCursor] = useState<number | null>(null);
  const option = useCallback((theme: ChartTheme) => compareOption(data, lines, theme, tz), [data, lines, tz]);
  const nameOf = (id: number) => {
    const found = known.find((one) => one.id === id);
    return found === undefined ? `instrument ${id}` : `${found.symbol} ${found.exchange}`;
  };
  const position = cursor !== null && cursor < lines.buckets.length ? cursor : null;
  return (
    <CandleFrame
      instrument={instrument}
      title={`${instrument.symbol} compared`}
      unit={`change in percent since the first trade of each in the range, by ${ZOOM_WORDS[data.resolution]} closes, by exchange time`}
      fileName={`${instrument.symbol}-compared-${data.resolution}-${bucketText(data.from, data.bucketMicros, "UTC")}`}
      zoom={zoom}
      shown={data.resolution}
      readout={
        <CompareReadout
          lines={lines}
          cursor={position}
          time={(bucket) => bucketText(bucket, data.bucketMicros, tz)}
          nameOf={nameOf}
        />
      }
      mirror={() => ({
        columns: ["Time", ...lines.lines.map((line) => nameOf(line.instrumentId))],
        rows: lines.buckets
          .map((bucket, index) => [
            bucketText(bucket, data.bucketMicros, tz),
            ...lines.lines.map((line) => cellOf(line, index)),
          ])
          .reverse(),
      })}
    >
      {(height) => (
        <QueryView query={query} loading={<Skeleton className="mx-4 mb-4 h-[424px]" />}>
          {() =>
            lines.buckets.length === 0 ? (
              <NoTradesInRange instrument={instrument} height={height} />
            ) : (
              <div data-testid="comparison" data-lines={lines.lines.length}>
                <ChartCanvas
                  summary={`Change of ${lines.lines.map((line) => nameOf(line.instrumentId)).join(", ")} in percent. Arrow keys walk through it, plus and minus zoom.`}
                  option={option}
                  points={lines.buckets.length}
                  cursor={position}
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

function cellOf(line: Parameters<typeof changeAt>[0], index: number): string {
  if (line.closes[index] === null) return "no trade";
  const found = changeAt(line, index);
  return found === null ? "no trade" : `${found.change} % (${found.close})`;
}
