import { decimal, moneyText, ZERO } from "../decimal";
import type { CostEstimate } from "../estimate/estimate-cost";
import { BASE_LINE_IDS, LEVER_LINE_IDS, LINES, type LineId } from "../estimate/lines";
import type { InputName } from "../inputs/cost-inputs";
import { INPUT_SPECS } from "../inputs/input-specs";
import type { InputValue } from "./sensitivities";

export interface LineDelta {
  id: LineId;
  title: string;
  /** USD a month, decimal text; 0 where a scenario has no such line */
  a: string;
  b: string;
  /** b − a */
  delta: string;
  /** (b − a)/a; null where a is 0 */
  ratio: number | null;
}

export interface ScenarioComparison {
  lines: LineDelta[];
  total: Omit<LineDelta, "id" | "title">;
  perMillionMessages: Omit<LineDelta, "id" | "title">;
  /** inputs that differ, effective values */
  inputs: { id: InputName; label: string; unit: string; a: InputValue; b: InputValue }[];
}

function deltaOf(a: string, b: string): Omit<LineDelta, "id" | "title"> {
  const before = decimal(a);
  const delta = decimal(b).minus(before);
  return { a, b, delta: moneyText(delta), ratio: before.isZero() ? null : delta.div(before).toNumber() };
}

/** Two estimates side by side, a delta on every line either of them has. */
export function compareScenarios(a: CostEstimate, b: CostEstimate): ScenarioComparison {
  const usdOf = (estimate: CostEstimate, id: LineId) =>
    estimate.lines.find((line) => line.id === id)?.usd ?? moneyText(ZERO);
  const inEither = (id: LineId) => [a, b].some(({ lines }) => lines.some((line) => line.id === id));
  return {
    lines: [...BASE_LINE_IDS, ...LEVER_LINE_IDS]
      .filter(inEither)
      .map((id) => ({ id, title: LINES[id].title, ...deltaOf(usdOf(a, id), usdOf(b, id)) })),
    total: deltaOf(a.total, b.total),
    perMillionMessages: deltaOf(a.perMillionMessages, b.perMillionMessages),
    inputs: INPUT_SPECS.map(({ id, label, unit }) => ({
      id,
      label,
      unit,
      a: a.scale.inputs[id],
      b: b.scale.inputs[id],
    })).filter((input) => input.a !== input.b),
  };
}
