import { usd } from "@/app/cost/money";
import type { Forecast } from "@/domain/cost/analysis/forecast";

export interface BudgetVerdict {
  tone: "ok" | "bad" | "neutral";
  text: string;
}

/** `2027-03` where a calendar is known, else `month 5`. */
export function monthName({ month, calendarMonth }: { month: number; calendarMonth: string | null }): string {
  return calendarMonth ?? `month ${month}`;
}

/** Whether and when the budget is exceeded, in a sentence. */
export function budgetVerdict(forecast: Forecast, budgetUsd: string | null): BudgetVerdict {
  const { breach, months, steadyFromMonth, steadyTotal } = forecast;
  if (budgetUsd === null)
    return {
      tone: "neutral",
      text: `Steady at ${usd(steadyTotal)} a month from month ${steadyFromMonth} on, once object storage has filled up.`,
    };
  if (breach === null)
    return { tone: "ok", text: `Stays within ${usd(budgetUsd, 0)} a month for all ${months.length} months.` };
  const over = usd(breach.total);
  return {
    tone: "bad",
    text:
      breach.month === 1
        ? `Above ${usd(budgetUsd, 0)} a month from the first month on: ${over} in ${monthName(breach)}.`
        : `Exceeds ${usd(budgetUsd, 0)} a month in ${monthName(breach)} (month ${breach.month}): ${over}.`,
  };
}
