import type { EChartsCoreOption } from "echarts/core";
import type { ScaleCurve } from "@/app/cost/scale/scale-curve";
import { compactNumber } from "@/app/lib/format/decimal";
import type { ChartTheme } from "@/app/ui/chart/chart-theme";
import type { CurvePoint } from "@/domain/cost/analysis/cost-curve";

export type CurveMetric = "total" | "perMillionMessages";

interface ScaleOptionInput {
  curve: ScaleCurve;
  /** scenario A at the same rates */
  pinned: readonly CurvePoint[] | null;
  metric: CurveMetric;
  theme: ChartTheme;
}

function isDecade(rate: number): boolean {
  return Math.abs(Math.log10(rate) - Math.round(Math.log10(rate))) < 1e-9;
}

/** Both axes logarithmic: the rates are spaced by ratio, so a category axis shows them as a logarithmic one would. */
export function scaleOption({ curve, pinned, metric, theme }: ScaleOptionInput): EChartsCoreOption {
  const { points, own } = curve;
  const value = (point: CurvePoint) => Number(point[metric]);
  const only = (keep: (point: CurvePoint, index: number) => boolean) =>
    points.map((point, index) => (keep(point, index) ? value(point) : null));
  const axisText = { color: theme["text-3"], fontSize: 11 };
  const dots = {
    type: "line",
    lineStyle: { width: 0 },
    emphasis: { disabled: true },
    connectNulls: false,
  } as const;
  return {
    grid: { left: 60, right: 20, top: 12, bottom: 26 },
    tooltip: {
      trigger: "axis",
      showContent: false,
      axisPointer: { type: "line", lineStyle: { color: theme["line-strong"], type: "solid" } },
    },
    xAxis: {
      type: "category",
      boundaryGap: false,
      data: points.map(({ rate }) => rate),
      axisLine: { lineStyle: { color: theme.line } },
      axisTick: { show: true, interval: (index: number) => isDecade(points[index]?.rate ?? 0) },
      axisLabel: {
        ...axisText,
        interval: (index: number) => isDecade(points[index]?.rate ?? 0),
        formatter: (rate: string) => compactNumber(Number(rate)),
      },
    },
    yAxis: {
      type: "log",
      splitLine: { lineStyle: { color: theme.line, opacity: 0.6 } },
      axisLabel: { ...axisText, formatter: (usd: number) => `$${compactNumber(usd)}` },
    },
    series: [
      {
        type: "line",
        name: "cost",
        data: points.map(value),
        showSymbol: false,
        lineStyle: { color: theme.accent, width: 2 },
        emphasis: { disabled: true },
      },
      {
        type: "line",
        name: "A",
        data: pinned?.map(value) ?? [],
        showSymbol: false,
        lineStyle: { color: theme["text-3"], width: 1.5, type: "dashed" },
        emphasis: { disabled: true },
      },
      {
        ...dots,
        name: "steps",
        data: only(({ steps }) => steps.length > 0),
        symbol: "diamond",
        symbolSize: 8,
        itemStyle: { color: theme.warn },
      },
      {
        ...dots,
        name: "this scenario",
        data: only((_, index) => index === own),
        symbol: "circle",
        symbolSize: 12,
        itemStyle: { color: theme.accent, borderColor: theme["surface-1"], borderWidth: 2 },
      },
    ],
  };
}
