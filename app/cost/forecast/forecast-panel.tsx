"use client";

import { memo, useCallback, useMemo, useState } from "react";
import { budgetVerdict, monthName } from "@/app/cost/forecast/budget-verdict";
import { ForecastFields } from "@/app/cost/forecast/forecast-fields";
import { forecastOption } from "@/app/cost/forecast/forecast-option";
import { usd, usdPerMillion } from "@/app/cost/money";
import { COMPONENTS, componentSums } from "@/app/cost/result/components";
import type { PricedScenario } from "@/app/cost/scenario";
import type { ForecastSettings } from "@/app/cost/state/cost-state";
import { groupThousands } from "@/app/lib/format/decimal";
import { ChartCanvas } from "@/app/ui/chart/chart-canvas";
import { ChartFrame } from "@/app/ui/chart/chart-frame";
import type { ChartTheme } from "@/app/ui/chart/chart-theme";
import { TONE_ICON, TONE_TEXT } from "@/app/ui/tone";
import { type Forecast, forecast as forecastOf } from "@/domain/cost/analysis/forecast";

const HEIGHT = 260;

interface ForecastPanelProps {
  priced: PricedScenario;
  settings: ForecastSettings;
  /** `YYYY-MM` of month 1 */
  startMonth: string;
  onChange: (settings: Partial<ForecastSettings>) => void;
}

/** Month 1 to the steady state, and when the budget is exceeded. */
export const ForecastPanel = memo(function ForecastPanel(props: ForecastPanelProps) {
  const { priced, settings, startMonth, onChange } = props;
  const { inputs, sheet } = priced;
  const { growthPercent, budgetUsd } = settings;
  const [cursor, setCursor] = useState<number | null>(null);
  const forecast = useMemo(
    () => forecastOf(inputs, sheet, { growthPerMonth: growthPercent / 100, budgetUsd, startMonth }),
    [inputs, sheet, growthPercent, budgetUsd, startMonth],
  );
  const labels = useMemo(() => forecast.months.map(monthName), [forecast]);
  const option = useCallback(
    (theme: ChartTheme) => forecastOption({ forecast, budgetUsd, labels, theme }),
    [forecast, budgetUsd, labels],
  );
  const verdict = budgetVerdict(forecast, budgetUsd);
  const Icon = TONE_ICON[verdict.tone];
  return (
    <ChartFrame
      title="Forecast"
      unit="USD a month by component, while object storage fills up; dashed is the budget, pale months exceed it"
      height={HEIGHT}
      actions={<ForecastFields settings={settings} onChange={onChange} />}
      readout={<Readout forecast={forecast} index={cursor ?? forecast.months.length - 1} />}
      mirror={() => ({
        columns: ["Month", "Messages/s", "USD", "USD/M messages", "USD since month 1", "Budget"],
        rows: forecast.months.map((month) => [
          monthName(month),
          groupThousands(Math.round(month.rate)),
          usd(month.total),
          usdPerMillion(month.perMillionMessages),
          usd(month.cumulative),
          budgetUsd === null ? "none" : month.overBudget ? "exceeded" : "held",
        ]),
      })}
    >
      <p className="flex items-center gap-1.5 px-4 pb-2 text-13" data-testid="budget-verdict">
        <Icon aria-hidden size={14} className={`shrink-0 ${TONE_TEXT[verdict.tone]}`} />
        <span className={verdict.tone === "bad" ? "text-bad" : "text-text-2"}>{verdict.text}</span>
      </p>
      <ChartCanvas
        summary={`Cost of ${forecast.months.length} months by component. ${verdict.text} Arrow keys walk through the months.`}
        option={option}
        points={forecast.months.length}
        cursor={cursor}
        onCursor={setCursor}
        height={HEIGHT}
      />
    </ChartFrame>
  );
});

function Readout({ forecast, index }: { forecast: Forecast; index: number }) {
  const month = forecast.months[index];
  if (month === undefined) return null;
  const sums = componentSums(month.lines);
  return (
    <>
      <span className="text-text-3">{monthName(month)}</span>
      <span className="font-medium text-text-1">{usd(month.total)}</span>
      <span>{usd(month.cumulative, 0)} since month 1</span>
      {COMPONENTS.map(({ group, fill }) => (
        <span key={group} className="flex items-center gap-1.5">
          <span aria-hidden className={`size-2.5 rounded-[2px] ${fill}`} />
          {group} {usd(sums.get(group) ?? "0", 0)}
        </span>
      ))}
    </>
  );
}
