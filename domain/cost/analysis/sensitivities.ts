import { type Decimal, moneyText } from "../decimal";
import { totalUsd } from "../estimate/draft";
import { draftEstimate } from "../estimate/draft-estimate";
import { infeasibility } from "../estimate/draft-warnings";
import { type CostInputs, costInputsSchema, type InputName } from "../inputs/cost-inputs";
import { INPUT_SPECS, type InputSpec } from "../inputs/input-specs";
import type { PriceSheet } from "../prices/price-sheet";

export type InputValue = number | boolean | string;

/** One end of a bar: the input's other value and what it does to the month. */
export interface SensitivityEnd {
  value: InputValue;
  /** USD a month, decimal text */
  total: string;
  /** USD a month against the base, decimal text with its sign */
  delta: string;
  /** the bound of the input stopped it short of the factor */
  clamped: boolean;
  /** why a platform with this value could not be built; null where it could */
  infeasible: string | null;
}

export interface Sensitivity {
  input: InputName;
  label: string;
  unit: string;
  /** a number varied by the factor, a toggle flipped, or a choice with its alternatives */
  kind: InputSpec["control"]["kind"];
  base: InputValue;
  /** the ends in the order smaller value, larger value; one for a toggle; one less at a bound */
  ends: SensitivityEnd[];
  /** largest distance between the totals, USD, decimal text: the length of the bar */
  swing: string;
}

interface Candidate {
  value: InputValue;
  clamped: boolean;
}

function numberEnds(spec: InputSpec, base: number, factor: number): Candidate[] {
  if (spec.control.kind !== "number") return [];
  const { min, max, whole } = spec.control;
  const ends: Candidate[] = [];
  for (const raw of [base / factor, base * factor]) {
    const wanted = whole ? Math.round(raw) : raw;
    const value = Math.min(max, Math.max(min, wanted));
    if (value !== base) ends.push({ value, clamped: value !== wanted });
  }
  return ends;
}

function candidates(spec: InputSpec, base: InputValue, factor: number): Candidate[] {
  if (typeof base === "number") return numberEnds(spec, base, factor);
  if (typeof base === "boolean") return [{ value: !base, clamped: false }];
  if (spec.control.kind !== "choice") return [];
  return spec.control.choices.filter((value) => value !== base).map((value) => ({ value, clamped: false }));
}

function swingOf(base: Decimal, totals: readonly Decimal[]): Decimal {
  let low = base;
  let high = base;
  for (const total of totals) {
    if (total.lessThan(low)) low = total;
    if (total.greaterThan(high)) high = total;
  }
  return high.minus(low);
}

/**
 * What each input does alone: numbers halved and doubled (or by another factor), toggles flipped, choices tried one by one,
 * everything else held. Longest bar first; inputs that change nothing are left out.
 */
export function sensitivities(inputs: CostInputs, sheet: PriceSheet, factor = 2): Sensitivity[] {
  const baseDraft = draftEstimate(inputs, sheet);
  const base = totalUsd(baseDraft.lines);
  // Where the base cannot be built already, no variation is to blame for it.
  const blame = infeasibility(baseDraft) === null ? infeasibility : () => null;
  const resolved = baseDraft.scale.inputs;
  const bars: { swing: Decimal; bar: Sensitivity }[] = [];
  for (const spec of INPUT_SPECS) {
    const baseValue = resolved[spec.id];
    const totals: Decimal[] = [];
    const ends: SensitivityEnd[] = [];
    for (const { value, clamped } of candidates(spec, baseValue, factor)) {
      // A choice may be impossible with the others (Express on m5): such an end is left out, not shown as a price.
      const varied = costInputsSchema.safeParse({ ...inputs, [spec.id]: value });
      if (!varied.success) continue;
      const draft = draftEstimate(varied.data, sheet);
      const total = totalUsd(draft.lines);
      const delta = moneyText(total.minus(base));
      totals.push(total);
      ends.push({ value, total: moneyText(total), delta, clamped, infeasible: blame(draft) });
    }
    const swing = swingOf(base, totals);
    if (swing.isZero()) continue;
    const { id: input, label, unit, control } = spec;
    const bar = { input, label, unit, kind: control.kind, base: baseValue, ends, swing: moneyText(swing) };
    bars.push({ swing, bar });
  }
  return bars.sort((a, b) => b.swing.comparedTo(a.swing)).map(({ bar }) => bar);
}
