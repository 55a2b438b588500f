import type { EChartsCoreOption } from "echarts/core";
import type { TornadoEnd, TornadoRow } from "@/app/cost/tornado/tornado-rows";
import { compactNumber } from "@/app/lib/format/decimal";
import { type ChartTheme, categories } from "@/app/ui/chart/chart-theme";

/** Bars from the base to either side; an end that could not be built is pale. */
export function tornadoOption(rows: readonly TornadoRow[], theme: ChartTheme): EChartsCoreOption {
  const [cheaper, dearer] = categories(theme);
  const series = (name: string, color: string | undefined, end: (row: TornadoRow) => TornadoEnd) => ({
    type: "bar",
    name,
    barGap: "-100%",
    barCategoryGap: "30%",
    itemStyle: { color },
    emphasis: { disabled: true },
    data: rows.map((row) => ({
      value: end(row).delta,
      itemStyle: { opacity: end(row).infeasible === null ? 1 : 0.4 },
    })),
  });
  return {
    grid: { left: 156, right: 20, top: 4, bottom: 24 },
    tooltip: {
      trigger: "axis",
      showContent: false,
      axisPointer: { type: "shadow", shadowStyle: { color: theme.line, opacity: 0.6 } },
    },
    xAxis: {
      type: "value",
      splitNumber: 4,
      splitLine: { lineStyle: { color: theme.line, opacity: 0.6 } },
      axisLabel: {
        color: theme["text-3"],
        fontSize: 11,
        hideOverlap: true,
        formatter: (usd: number) =>
          `${usd < 0 ? "−" : "+"}$${compactNumber(Math.abs(usd))}`.replace("+$0", "0"),
      },
    },
    yAxis: {
      type: "category",
      inverse: true,
      data: rows.map(({ label }) => label),
      axisLine: { onZero: true, lineStyle: { color: theme["line-strong"] } },
      axisTick: { show: false },
      axisLabel: {
        color: theme["text-2"],
        fontSize: 11,
        width: 144,
        overflow: "truncate",
        // The axis stands at the base, inside the chart; its names stay at the edge.
        align: "right",
        interval: 0,
      },
      offset: 0,
    },
    series: [series("cheaper", cheaper, ({ down }) => down), series("dearer", dearer, ({ up }) => up)],
  };
}
