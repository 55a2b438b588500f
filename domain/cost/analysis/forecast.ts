import { type Decimal, decimal, moneyText, ZERO } from "../decimal";
import { type DraftLine, lineUsd, totalUsd } from "../estimate/draft";
import { type DraftEstimate, draftEstimate } from "../estimate/draft-estimate";
import type { LineId } from "../estimate/lines";
import { objectStorageLine } from "../estimate/object-lines";
import type { CostInputs } from "../inputs/cost-inputs";
import type { PriceSheet } from "../prices/price-sheet";
import { agedStock, monthsToSteadyState } from "./object-ageing";

export interface ForecastOptions {
  /** growth of the rate a month, as a share: 0.05 is 5 % */
  growthPerMonth?: number;
  /** USD a month; the breach is the first month above it */
  budgetUsd?: number | string | null;
  /** calendar month of month 1, `YYYY-MM` */
  startMonth?: string | null;
  /** months to show; by default until the object storage is full, 12 at least */
  months?: number;
}

export interface ForecastMonth {
  /** 1 is the first */
  month: number;
  /** `YYYY-MM`, where a start was given */
  calendarMonth: string | null;
  /** messages/s */
  rate: number;
  /** USD, decimal text */
  total: string;
  perMillionMessages: string;
  /** USD since month 1, decimal text */
  cumulative: string;
  lines: { id: LineId; usd: string }[];
  overBudget: boolean;
}

export interface Forecast {
  months: ForecastMonth[];
  /** first month above the budget; null where there is none, or no budget */
  breach: ForecastMonth | null;
  /** from this month on the object storage is full; with growth the cost still rises */
  steadyFromMonth: number;
  /** USD a month once steady at the first month's rate, decimal text */
  steadyTotal: string;
}

const LEAST_MONTHS = 12;
const MOST_MONTHS = 240;

/** The month's lines with the storage as full as it is by then. */
function linesOf(draft: DraftEstimate, sheet: PriceSheet, written: readonly Decimal[]): DraftLine[] {
  const { inputs } = draft.scale;
  const storage = objectStorageLine(sheet, inputs, agedStock(inputs, written));
  return draft.lines.map((line) => (line.id === storage.id ? storage : line));
}

/** The calendar month `offset` months after `YYYY-MM`. */
function calendarMonth(start: string, offset: number): string {
  const [year = 0, month = 1] = start.split("-").map(Number);
  const index = year * 12 + (month - 1) + offset;
  return `${String(Math.floor(index / 12)).padStart(4, "0")}-${String((index % 12) + 1).padStart(2, "0")}`;
}

/**
 * Month by month from an empty lake to a full one. Brokers, workers and the database are full within days and cost the same
 * from the start; object storage grows class by class, each month's objects counted whole at its end. A price list of the
 * first month hides that, one of the steady state hides when it comes.
 */
export function forecast(inputs: CostInputs, sheet: PriceSheet, options: ForecastOptions = {}): Forecast {
  const { growthPerMonth = 0, budgetUsd = null, startMonth = null } = options;
  const first = draftEstimate(inputs, sheet);
  const steadyFromMonth = monthsToSteadyState(first.scale.inputs);
  const count = Math.min(MOST_MONTHS, options.months ?? Math.max(LEAST_MONTHS, steadyFromMonth));
  const budget = budgetUsd === null ? null : decimal(budgetUsd);
  const written: Decimal[] = [];
  const months: ForecastMonth[] = [];
  let cumulative = ZERO;
  for (let index = 0; index < count; index += 1) {
    const rate = first.scale.inputs.rate * (1 + growthPerMonth) ** index;
    const draft = growthPerMonth === 0 ? first : draftEstimate({ ...inputs, rate }, sheet);
    written.push(draft.objectGbPerMonth);
    const lines = linesOf(draft, sheet, written);
    const total = totalUsd(lines);
    cumulative = cumulative.plus(total);
    months.push({
      month: index + 1,
      calendarMonth: startMonth === null ? null : calendarMonth(startMonth, index),
      rate,
      total: moneyText(total),
      perMillionMessages: moneyText(total.div(draft.flow.messagesMillions)),
      cumulative: moneyText(cumulative),
      lines: lines.map((line) => ({ id: line.id, usd: moneyText(lineUsd(line)) })),
      overBudget: budget !== null && total.greaterThan(budget),
    });
  }
  return {
    months,
    breach: months.find(({ overBudget }) => overBudget) ?? null,
    steadyFromMonth,
    steadyTotal: moneyText(totalUsd(first.lines)),
  };
}
