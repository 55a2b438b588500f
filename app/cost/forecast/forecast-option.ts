import type { EChartsCoreOption } from "echarts/core";
import { COMPONENTS, componentSums } from "@/app/cost/result/components";
import { compactNumber } from "@/app/lib/format/decimal";
import { type ChartTheme, categories } from "@/app/ui/chart/chart-theme";
import type { Forecast } from "@/domain/cost/analysis/forecast";

interface ForecastOptionInput {
  forecast: Forecast;
  budgetUsd: string | null;
  labels: readonly string[];
  theme: ChartTheme;
}

/** Months stacked by component, the budget as a line; months above it are pale, so that the breach is seen without colour. */
export function forecastOption({
  forecast,
  budgetUsd,
  labels,
  theme,
}: ForecastOptionInput): EChartsCoreOption {
  const colours = categories(theme);
  const sums = forecast.months.map(({ lines }) => componentSums(lines));
  return {
    grid: { left: 60, right: 20, top: 12, bottom: 26 },
    tooltip: {
      trigger: "axis",
      showContent: false,
      axisPointer: { type: "shadow", shadowStyle: { color: theme.line, opacity: 0.6 } },
    },
    xAxis: {
      type: "category",
      data: [...labels],
      axisLine: { lineStyle: { color: theme.line } },
      axisTick: { show: false },
      axisLabel: { color: theme["text-3"], fontSize: 11, hideOverlap: true },
    },
    yAxis: {
      type: "value",
      splitNumber: 4,
      splitLine: { lineStyle: { color: theme.line, opacity: 0.6 } },
      axisLabel: {
        color: theme["text-3"],
        fontSize: 11,
        formatter: (usd: number) => `$${compactNumber(usd)}`,
      },
    },
    series: [
      ...COMPONENTS.map(({ group }, index) => ({
        type: "bar",
        name: group,
        stack: "month",
        barCategoryGap: "18%",
        itemStyle: { color: colours[index] },
        emphasis: { disabled: true },
        data: forecast.months.map(({ overBudget }, month) => ({
          value: Number(sums[month]?.get(group) ?? 0),
          itemStyle: { opacity: overBudget ? 0.55 : 1 },
        })),
      })),
      {
        type: "line",
        name: "budget",
        data: budgetUsd === null ? [] : labels.map(() => Number(budgetUsd)),
        showSymbol: false,
        lineStyle: { color: theme.bad, width: 2, type: "dashed" },
        emphasis: { disabled: true },
      },
    ],
  };
}
