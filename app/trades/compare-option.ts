import type { EChartsCoreOption } from "echarts/core";
import { axisText } from "@/app/trades/candle-figures";
import type { ComparedLines, Comparison } from "@/app/trades/compare-series";
import { type ChartTheme, categories } from "@/app/ui/chart/chart-theme";

/** Patterns beside the colours, so that colour is not all that tells; in px, as a canvas and SVG take them. */
export const DASHES = [
  [],
  [6, 3],
  [2, 2],
  [9, 3, 2, 3],
  [12, 4],
  [4, 4],
  [1, 3],
  [9, 2, 2, 2, 2, 2],
] as const;

/** One line an instrument, in percent of the price that its range began with. */
export function compareOption(
  data: Comparison,
  { buckets, lines }: ComparedLines,
  theme: ChartTheme,
  zone: string,
): EChartsCoreOption {
  const colours = categories(theme);
  const label = { color: theme["text-3"], fontSize: 11 };
  return {
    grid: { left: 12, right: 72, top: 8, bottom: 26 },
    tooltip: {
      trigger: "axis",
      showContent: false,
      axisPointer: {
        type: "cross",
        lineStyle: { color: theme["line-strong"], type: "dashed" },
        crossStyle: { color: theme["line-strong"] },
        label: { backgroundColor: theme["text-2"], color: theme["surface-1"], fontSize: 11 },
      },
    },
    xAxis: {
      type: "category",
      data: buckets.map((bucket) => axisText(bucket, data, zone)),
      axisLine: { lineStyle: { color: theme.line }, onZero: false },
      axisTick: { show: false },
      axisPointer: { label: { show: false } },
      axisLabel: { ...label, hideOverlap: true },
    },
    yAxis: {
      type: "value",
      position: "right",
      scale: true,
      splitNumber: 5,
      splitLine: { lineStyle: { color: theme.line, opacity: 0.6 } },
      axisLabel: { ...label, formatter: (value: number) => `${plain(value)} %` },
      axisPointer: { label: { formatter: ({ value }: { value: number }) => `${value.toFixed(2)} %` } },
    },
    series: lines.map((line, index) => ({
      type: "line",
      name: String(line.instrumentId),
      // A point between two holes has no line to be seen by.
      showSymbol: buckets.length < 3,
      showAllSymbol: false,
      connectNulls: false,
      lineStyle: { width: 1.8, type: dashOf(index) },
      itemStyle: { color: colours[index % colours.length] },
      emphasis: { disabled: true },
      data: line.percents.map((percent, at) => symbolled(percent, line.percents, at)),
    })),
  };
}

/** A lonely point is drawn as one. */
function symbolled(percent: number | null, all: readonly (number | null)[], at: number) {
  const isAlone = percent !== null && (all[at - 1] ?? null) === null && (all[at + 1] ?? null) === null;
  return isAlone ? { value: percent, symbol: "circle", symbolSize: 4 } : percent;
}

function dashOf(index: number): "solid" | number[] {
  const dash = DASHES[index % DASHES.length] ?? [];
  return dash.length === 0 ? "solid" : [...dash];
}

function plain(value: number): string {
  return String(Number(value.toFixed(2))).replace("-", "−");
}
