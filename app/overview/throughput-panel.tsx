"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import { groupThousands } from "@/app/lib/format/decimal";
import { formatDuration, formatMicros } from "@/app/lib/format/time";
import { useTRPC } from "@/app/lib/trpc/react";
import { useGlobalParams, useLiveOptions } from "@/app/lib/url/use-global-params";
import { type Throughput, throughputOption } from "@/app/overview/throughput-option";
import { ChartCanvas } from "@/app/ui/chart/chart-canvas";
import { ChartFrame } from "@/app/ui/chart/chart-frame";
import { type ChartTheme, categories, useChartTheme } from "@/app/ui/chart/chart-theme";
import { QueryView } from "@/app/ui/query-view";
import { Skeleton } from "@/app/ui/skeleton";

const HEIGHT = 260;
const NONE: Throughput = { bucketMicros: 60_000_000, buckets: [], series: [], total: 0n };

/** Trades over the chosen range, stacked by exchange. */
export function ThroughputPanel() {
  const trpc = useTRPC();
  const [{ range, tz }] = useGlobalParams();
  const query = useQuery(
    trpc.throughput.range.queryOptions(
      { range },
      { ...useLiveOptions(4_000), placeholderData: keepPreviousData },
    ),
  );
  const data = query.data ?? NONE;
  const [cursor, setCursor] = useState<number | null>(null);
  const option = useCallback((theme: ChartTheme) => throughputOption(data, theme, tz), [data, tz]);
  const unit = `trades per ${formatDuration(data.bucketMicros).replace(/^1 /, "")}, by exchange time, stacked by exchange`;
  return (
    <ChartFrame
      title="Throughput"
      unit={unit}
      height={HEIGHT}
      readout={data.series.length > 0 && <Readout data={data} cursor={cursor} zone={tz} />}
      mirror={() => ({
        columns: ["Time", ...data.series.map((one) => one.exchange)],
        rows: data.buckets
          .map((bucket, index) => [
            formatMicros(bucket, tz, "minute"),
            ...data.series.map((one) => groupThousands(one.trades[index] ?? 0n)),
          ])
          .reverse(),
      })}
    >
      <QueryView query={query} loading={<Skeleton className="mx-4 mb-4 h-[260px]" />}>
        {() =>
          data.series.length === 0 ? (
            <p
              className="grid place-items-center px-6 text-center text-13 text-text-2"
              style={{ height: HEIGHT }}
            >
              No trade has an exchange time in this range. Choose a longer one above, or start a feed.
            </p>
          ) : (
            <ChartCanvas
              summary={`Trades over time by exchange, ${groupThousands(data.total)} in all. Arrow keys walk through it.`}
              option={option}
              points={data.buckets.length}
              cursor={cursor}
              onCursor={setCursor}
              height={HEIGHT}
            />
          )
        }
      </QueryView>
    </ChartFrame>
  );
}

/** The values at the cursor, else those of the last whole bucket. It is the legend, too. */
function Readout({ data, cursor, zone }: { data: Throughput; cursor: number | null; zone: string }) {
  const theme = useChartTheme();
  const index = cursor ?? Math.max(0, data.buckets.length - 2);
  const bucket = data.buckets[index];
  return (
    <>
      <span className="mono text-text-3">
        {bucket === undefined ? "" : formatMicros(bucket, zone, "minute")}
      </span>
      {data.series.map((one, position) => (
        <span key={one.exchange} className="flex items-center gap-1.5">
          <span
            aria-hidden
            className="size-2.5 rounded-[2px] bg-surface-3"
            style={theme ? { backgroundColor: categories(theme)[position % 8] } : undefined}
          />
          {one.exchange}
          <span className="font-medium text-text-1">{groupThousands(one.trades[index] ?? 0n)}</span>
        </span>
      ))}
    </>
  );
}
