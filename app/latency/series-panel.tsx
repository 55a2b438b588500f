"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useQueryStates } from "nuqs";
import { useCallback, useState } from "react";
import { latencyParams } from "@/app/latency/params";
import { LINES, type Series, seriesOption } from "@/app/latency/series-option";
import { latencyText, STAGE } from "@/app/latency/words";
import { groupThousands } from "@/app/lib/format/decimal";
import { formatDuration, formatMicros } from "@/app/lib/format/time";
import { useTRPC } from "@/app/lib/trpc/react";
import { useGlobalParams, useLiveOptions } from "@/app/lib/url/use-global-params";
import { ChartCanvas } from "@/app/ui/chart/chart-canvas";
import { ChartFrame } from "@/app/ui/chart/chart-frame";
import { type ChartTheme, categories, useChartTheme } from "@/app/ui/chart/chart-theme";
import { QueryView } from "@/app/ui/query-view";
import { Select } from "@/app/ui/select";
import { Skeleton } from "@/app/ui/skeleton";
import { STAGES } from "@/domain/latency/stages";

const HEIGHT = 260;
const NONE: Series = { stepMicros: 60_000_000, points: [] };
const OPTIONS = STAGES.map((value) => ({ value, label: STAGE[value].word }));

/** One stage over time, each step from its own counts. */
export function SeriesPanel() {
  const trpc = useTRPC();
  const [{ range, tz }] = useGlobalParams();
  const [{ exchange, stage }, setParams] = useQueryStates(latencyParams, { history: "push" });
  const query = useQuery(
    trpc.latency.series.queryOptions(
      { range, exchange, stage },
      { ...useLiveOptions(5_000), placeholderData: keepPreviousData },
    ),
  );
  const data = query.data ?? NONE;
  const [cursor, setCursor] = useState<number | null>(null);
  const option = useCallback((theme: ChartTheme) => seriesOption(data, theme, tz), [data, tz]);
  const measured = data.points.some((one) => one.figures.n > 0);
  return (
    <ChartFrame
      title="Over time"
      unit={`${STAGE[stage].word}, on a log axis, per ${formatDuration(data.stepMicros).replace(/^1 /, "")} by the time of the commit; a gap in a line is a sample too small`}
      height={HEIGHT}
      actions={
        <Select
          label="Stage"
          hideLabel
          options={OPTIONS}
          value={stage}
          onChange={(next) => void setParams({ stage: next })}
        />
      }
      readout={measured && <Readout data={data} cursor={cursor} zone={tz} />}
      mirror={() => ({
        columns: ["Time", "n", ...LINES.map((one) => one.word)],
        rows: data.points
          .filter((one) => one.figures.n > 0)
          .map(({ at, figures }) => [
            formatMicros(at, tz, "minute"),
            groupThousands(figures.n),
            ...LINES.map(({ key }) => textOf(figures[key])),
          ])
          .reverse(),
      })}
    >
      <QueryView query={query} loading={<Skeleton className="mx-4 mb-4 h-[260px]" />}>
        {() =>
          measured ? (
            <ChartCanvas
              summary={`${STAGE[stage].word} over time: p50, p95 and p99. Arrow keys walk through it.`}
              option={option}
              points={data.points.length}
              cursor={cursor}
              onCursor={setCursor}
              height={HEIGHT}
            />
          ) : (
            <p
              className="grid place-items-center px-6 text-center text-13 text-text-2"
              style={{ height: HEIGHT }}
            >
              Nothing was committed in this range. Choose a longer one above, or start a feed.
            </p>
          )
        }
      </QueryView>
    </ChartFrame>
  );
}

const textOf = (percentile: { value: number } | null) =>
  percentile === null ? "n too small" : latencyText(percentile.value);

function Readout({ data, cursor, zone }: { data: Series; cursor: number | null; zone: string }) {
  const theme = useChartTheme();
  const point = data.points[cursor ?? Math.max(0, data.points.length - 2)];
  if (point === undefined) return null;
  return (
    <>
      <span className="mono text-text-3">{formatMicros(point.at, zone, "minute")}</span>
      <span>n {groupThousands(point.figures.n)}</span>
      {LINES.map(({ key, word }, index) => (
        <span key={key} className="flex items-center gap-1.5">
          <span
            aria-hidden
            className="size-2.5 rounded-[2px] bg-surface-3"
            style={theme ? { backgroundColor: categories(theme)[index] } : undefined}
          />
          {word}
          <span className="font-medium text-text-1">{textOf(point.figures[key])}</span>
        </span>
      ))}
    </>
  );
}
