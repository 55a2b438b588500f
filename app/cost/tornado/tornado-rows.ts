import { valueText } from "@/app/cost/inputs/input-text";
import { usdDelta } from "@/app/cost/money";
import type { Sensitivity, SensitivityEnd } from "@/domain/cost/analysis/sensitivities";
import { decimal } from "@/domain/cost/decimal";

export interface TornadoRow {
  label: string;
  /** the input as it is */
  base: string;
  /** what makes the month cheapest and dearest, USD against the base; 0 where no end goes that way */
  down: TornadoEnd;
  up: TornadoEnd;
}

export interface TornadoEnd {
  /** pixels may be floats */
  delta: number;
  /** `0.5 ×: −$12,000.00`, empty where there is none */
  text: string;
  infeasible: string | null;
}

const NONE: TornadoEnd = { delta: 0, text: "", infeasible: null };

function endText({ value, delta, clamped, infeasible }: SensitivityEnd, unit: string): string {
  const remarks = [clamped ? "at its bound" : "", infeasible === null ? "" : "cannot be built"].filter(
    (one) => one !== "",
  );
  const remark = remarks.length > 0 ? ` (${remarks.join(", ")})` : "";
  return `${valueText(shortened(value), unit)}: ${usdDelta(delta, 0)}${remark}`;
}

/** Half of 61,250.5 has more digits than anybody reads. */
function shortened(value: SensitivityEnd["value"]): SensitivityEnd["value"] {
  return typeof value === "number" ? Number(value.toPrecision(4)) : value;
}

function extreme(ends: readonly SensitivityEnd[], unit: string, direction: 1 | -1): TornadoEnd {
  const [first] = ends
    .filter(({ delta }) => decimal(delta).times(direction).greaterThan(0))
    .sort((a, b) => decimal(b.delta).minus(a.delta).times(direction).toNumber());
  if (first === undefined) return NONE;
  return { delta: Number(first.delta), text: endText(first, unit), infeasible: first.infeasible };
}

/** The longest bars, as a chart and its table need them. Choices and toggles show what is cheapest and dearest of them. */
export function tornadoRows(bars: readonly Sensitivity[], count: number): TornadoRow[] {
  return bars.slice(0, count).map(({ label, unit, base, ends }) => ({
    label,
    base: valueText(shortened(base), unit),
    down: extreme(ends, unit, -1),
    up: extreme(ends, unit, 1),
  }));
}
