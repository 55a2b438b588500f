import type { EChartsCoreOption } from "echarts/core";
import { latencyText } from "@/app/latency/words";
import { formatMicros } from "@/app/lib/format/time";
import type { ApiOutput } from "@/app/lib/trpc/types";
import { type ChartTheme, categories } from "@/app/ui/chart/chart-theme";

export type Series = ApiOutput["latency"]["series"];
export const LINES = [
  { key: "p50", word: "p50" },
  { key: "p95", word: "p95" },
  { key: "p99", word: "p99" },
] as const;

/** Lines on a log axis; below 1 ms, and below zero, a value stands at the foot: the table has it as it is. */
export function seriesOption(data: Series, theme: ChartTheme, zone: string): EChartsCoreOption {
  const withDate = data.points.length * data.stepMicros > 86_400_000_000;
  const colours = categories(theme);
  return {
    grid: { left: 56, right: 16, top: 8, bottom: 26 },
    tooltip: {
      trigger: "axis",
      showContent: false,
      axisPointer: { type: "line", lineStyle: { color: theme["line-strong"] } },
    },
    xAxis: {
      type: "category",
      data: data.points.map(({ at }) => formatMicros(at, zone, "minute").slice(withDate ? 5 : 11)),
      axisLine: { lineStyle: { color: theme.line } },
      axisTick: { show: false },
      axisLabel: { color: theme["text-3"], fontSize: 11, hideOverlap: true },
    },
    yAxis: {
      type: "log",
      min: 1_000,
      splitLine: { lineStyle: { color: theme.line, opacity: 0.6 } },
      axisLabel: { color: theme["text-3"], fontSize: 11, formatter: latencyText },
    },
    series: LINES.map(({ key, word }, index) => ({
      type: "line",
      name: word,
      showSymbol: data.points.length < 3,
      connectNulls: false,
      lineStyle: { width: 1.6, type: (["solid", "dashed", "dotted"] as const)[index] },
      itemStyle: { color: colours[index] },
      emphasis: { disabled: true },
      data: data.points.map(({ figures }) => {
        const value = figures[key]?.value;
        return value === undefined ? null : Math.max(1_000, value);
      }),
    })),
  };
}
