import type { EChartsCoreOption } from "echarts/core";
import { compactNumber, groupThousands } from "@/app/lib/format/decimal";
import { axisText } from "@/app/trades/candle-figures";
import type { Candle, CandleRange, CandleSeries } from "@/app/trades/candle-series";
import type { ChartTheme } from "@/app/ui/chart/chart-theme";

/** Where the price and the volume below it stand in a chart of this height. */
function grids(height: number) {
  const volume = Math.round(height * 0.18);
  return [
    { left: 12, right: 72, top: 8, bottom: volume + 52 },
    { left: 12, right: 72, bottom: 26, height: volume },
  ];
}

/** Candles above, volume by taker below, gaps as bands. Rising candles are hollow, so that colour is not all that tells. */
export function candleOption(
  range: CandleRange,
  series: CandleSeries,
  theme: ChartTheme,
  zone: string,
  height: number,
): EChartsCoreOption {
  const inGap = bucketsInGaps(range, series);
  const xAxis = {
    type: "category",
    data: series.buckets.map((bucket) => axisText(bucket, range, zone)),
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
    grid: grids(height),
    axisPointer: {
      link: [{ xAxisIndex: "all" }],
      lineStyle: { color: theme["line-strong"], type: "dashed" },
    },
    // A cross: time along the candles, the price at the pointer on its axis.
    tooltip: {
      trigger: "axis",
      showContent: false,
      axisPointer: {
        type: "cross",
        crossStyle: { color: theme["line-strong"] },
        label: { backgroundColor: theme["text-2"], color: theme["surface-1"], fontSize: 11 },
      },
    },
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
        axisPointer: { label: { formatter: ({ value }: { value: number }) => priceAt(value, series) } },
      },
      {
        ...yAxis,
        gridIndex: 1,
        splitNumber: 2,
        splitLine: { show: false },
        axisLabel: { ...label, showMinLabel: false, formatter: (value: number) => compactNumber(value) },
        axisPointer: { label: { formatter: ({ value }: { value: number }) => compactNumber(value) } },
      },
      { gridIndex: 0, show: false, min: 0, max: 1, axisPointer: { show: false } },
    ],
    series: [
      ...gapSeries(inGap, series, theme),
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
      ...volumeSeries(series, theme),
    ],
  };
}

/** A band over each candle that misses something; a chart that misses nothing has none to draw. */
function gapSeries(inGap: ReadonlySet<number>, series: CandleSeries, theme: ChartTheme) {
  if (inGap.size === 0) return [];
  return [
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
  ];
}

const UNKNOWN = "side unknown";
/** Of floats that were subtracted: no volume. */
const ROUNDING = 1e-9;

/** What takers bought stands at the foot, what they sold on it, what has no side on top. */
function volumeSeries(series: CandleSeries, theme: ChartTheme) {
  const parts = [
    { name: "bought", color: theme.up, of: (candle: Candle) => Number(candle.buyVolume) },
    { name: "sold", color: theme.down, of: (candle: Candle) => Number(candle.sellVolume) },
    {
      name: UNKNOWN,
      color: theme["text-3"],
      of: ({ volume, buyVolume, sellVolume }: Candle) => {
        const left = Number(volume) - Number(buyVolume) - Number(sellVolume);
        return left > Number(volume) * ROUNDING ? left : 0;
      },
    },
  ];
  const stacks = parts.map(({ name, color, of }) => ({
    type: "bar",
    name,
    stack: "volume",
    xAxisIndex: 1,
    yAxisIndex: 1,
    barCategoryGap: "24%",
    emphasis: { disabled: true },
    itemStyle: { color, opacity: 0.55 },
    data: series.candles.map((candle) => (candle ? of(candle) : "-")),
  }));
  // Venues that tell the side of all their trades are the rule.
  return stacks.filter((one) => one.name !== UNKNOWN || one.data.some((volume) => Number(volume) > 0));
}

/** The pointer's height as a price with no more digits than prices of this market have. */
function priceAt(value: number, series: CandleSeries): string {
  const some = series.candles.find((candle) => candle !== null);
  return groupThousands(value.toFixed(some?.close.split(".")[1]?.replace(/0+$/, "").length ?? 2));
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
