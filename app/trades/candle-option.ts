import type { EChartsCoreOption } from "echarts/core";
import { compactNumber, groupThousands } from "@/app/lib/format/decimal";
import { formatMicros } from "@/app/lib/format/time";
import type { Candle, CandleRange, CandleSeries } from "@/app/trades/candle-series";
import type { ChartTheme } from "@/app/ui/chart/chart-theme";

/** Candles above, volume below, gaps as bands. Rising candles are hollow, so that colour is not all that tells. */
export function candleOption(
  range: CandleRange,
  series: CandleSeries,
  theme: ChartTheme,
  zone: string,
): EChartsCoreOption {
  const labels = series.buckets.map((bucket) => axisLabel(bucket, range, zone));
  const inGap = bucketsInGaps(range, series);
  const xAxis = {
    type: "category",
    data: labels,
    boundaryGap: true,
    axisLine: { lineStyle: { color: theme.line } },
    axisTick: { show: false },
    axisPointer: { label: { show: false } },
  };
  const yAxis = {
    position: "right",
    splitNumber: 4,
    axisLine: { show: false },
    splitLine: { lineStyle: { color: theme.line, opacity: 0.6 } },
  };
  const label = { color: theme["text-3"], fontSize: 11 };
  return {
    grid: [
      { left: 12, right: 72, top: 8, height: "66%" },
      { left: 12, right: 72, bottom: 26, height: "18%" },
    ],
    axisPointer: {
      link: [{ xAxisIndex: "all" }],
      lineStyle: { color: theme["line-strong"], type: "dashed" },
    },
    tooltip: { trigger: "axis", showContent: false, axisPointer: { type: "line" } },
    xAxis: [
      { ...xAxis, gridIndex: 0, axisLabel: { show: false } },
      { ...xAxis, gridIndex: 1, axisLabel: { ...label, hideOverlap: true } },
    ],
    yAxis: [
      {
        ...yAxis,
        gridIndex: 0,
        scale: true,
        axisLabel: { ...label, formatter: (value: number) => groupThousands(value) },
      },
      {
        ...yAxis,
        gridIndex: 1,
        splitNumber: 2,
        splitLine: { show: false },
        axisLabel: { ...label, showMinLabel: false, formatter: (value: number) => compactNumber(value) },
      },
      { gridIndex: 0, show: false, min: 0, max: 1 },
    ],
    series: [
      {
        type: "bar",
        name: "gaps",
        yAxisIndex: 2,
        silent: true,
        barCategoryGap: "0%",
        emphasis: { disabled: true },
        itemStyle: { color: theme.warn, opacity: 0.2, decal: hatch(theme) },
        data: series.buckets.map((_, index) => (inGap.has(index) ? 1 : "-")),
      },
      {
        type: "candlestick",
        xAxisIndex: 0,
        yAxisIndex: 0,
        itemStyle: {
          color: theme["surface-1"],
          borderColor: theme.up,
          color0: theme.down,
          borderColor0: theme.down,
          borderWidth: 1.2,
        },
        emphasis: { disabled: true },
        data: series.candles.map((candle) => (candle ? pixels(candle) : "-")),
      },
      {
        type: "bar",
        xAxisIndex: 1,
        yAxisIndex: 1,
        barCategoryGap: "24%",
        emphasis: { disabled: true },
        data: series.candles.map((candle) => ({
          value: candle ? Number(candle.volume) : "-",
          itemStyle: { color: candle && rises(candle) ? theme.up : theme.down, opacity: 0.55 },
        })),
      },
    ],
  };
}

/** Which buckets miss something: each is hatched over its whole height. */
function bucketsInGaps(range: CandleRange, series: CandleSeries): Set<number> {
  const missing = new Set(range.incomplete.map((one) => one.bucket));
  return new Set(series.buckets.flatMap((bucket, index) => (missing.has(bucket) ? [index] : [])));
}

function hatch(theme: ChartTheme) {
  return {
    color: theme.warn,
    symbol: "rect",
    dashArrayX: [1, 0],
    dashArrayY: [2, 5],
    rotation: -Math.PI / 4,
  };
}

/** A canvas draws with floats; every number in words is taken from the exact candle. */
function pixels(candle: Candle): [number, number, number, number] {
  return [Number(candle.open), Number(candle.close), Number(candle.low), Number(candle.high)];
}

export function rises(candle: Candle): boolean {
  return Number(candle.close) >= Number(candle.open);
}

function axisLabel(bucket: number, range: CandleRange, zone: string): string {
  const text = formatMicros(bucket, zone, "minute");
  if (range.resolution === "1d") return text.slice(0, 10);
  return range.to - range.from > 86_400_000_000 ? text.slice(5) : text.slice(11);
}
