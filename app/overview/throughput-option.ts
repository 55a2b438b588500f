import type { inferRouterOutputs } from "@trpc/server";
import type { EChartsCoreOption } from "echarts/core";
import { compactNumber } from "@/app/lib/format/decimal";
import { formatMicros } from "@/app/lib/format/time";
import { type ChartTheme, categories } from "@/app/ui/chart/chart-theme";
import type { AppRouter } from "@/server/trpc/root";

export type Throughput = inferRouterOutputs<AppRouter>["throughput"]["range"];

/** Bars stacked by exchange. Pixels may be floats; the numbers in words are not taken from here. */
export function throughputOption(data: Throughput, theme: ChartTheme, zone: string): EChartsCoreOption {
  const withDate = data.buckets.length * data.bucketMicros > 86_400_000_000;
  const label = (bucket: number) => formatMicros(bucket, zone, "minute").slice(withDate ? 5 : 11);
  const colours = categories(theme);
  return {
    grid: { left: 48, right: 16, top: 8, bottom: 26 },
    tooltip: {
      trigger: "axis",
      showContent: false,
      axisPointer: { type: "shadow", shadowStyle: { color: theme.line, opacity: 0.6 } },
    },
    xAxis: {
      type: "category",
      data: data.buckets.map(label),
      axisLine: { lineStyle: { color: theme.line } },
      axisTick: { show: false },
      axisLabel: { color: theme["text-3"], fontSize: 11, hideOverlap: true },
    },
    yAxis: {
      type: "value",
      splitNumber: 3,
      splitLine: { lineStyle: { color: theme.line, opacity: 0.6 } },
      axisLabel: { color: theme["text-3"], fontSize: 11, formatter: (value: number) => compactNumber(value) },
    },
    series: data.series.map((one, index) => ({
      type: "bar",
      name: one.exchange,
      stack: "trades",
      barCategoryGap: "18%",
      itemStyle: { color: colours[index % colours.length] },
      emphasis: { disabled: true },
      // The newest bucket is not over yet.
      data: one.trades.map((trades, position) => ({
        value: Number(trades),
        itemStyle: { opacity: position === one.trades.length - 1 ? 0.45 : 1 },
      })),
    })),
  };
}
